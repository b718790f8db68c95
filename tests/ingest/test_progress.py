"""Rate and time left."""

from hoso.ingest.progress import Pace


def test_rate_and_time_left():
    now = iter([100.0, 110.0, 120.0]).__next__
    seen = []
    pace = Pace(10, 1000, seen.append, clock=now)
    pace.done("a.pdf", 2, 250)
    pace.done("b.pdf", 2, 250)
    assert (seen[0].files, seen[0].bytes, seen[0].rate, seen[0].eta_seconds) == (2, 250, 0.2, 30.0)
    assert (seen[1].files, seen[1].current, seen[1].eta_seconds) == (4, "b.pdf", 20.0)


def test_empty_files_count_by_number():
    seen = []
    Pace(4, 0, seen.append, clock=iter([0.0, 6.0]).__next__).done("a", 1, 0)
    assert seen[0].eta_seconds == 18.0
