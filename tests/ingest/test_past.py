"""What imports leave behind for whoever asks how they went."""

from __future__ import annotations

from pathlib import Path

from hoso.home import Home
from hoso.ingest import Problem, Result, import_named, imports, progress_of, to_look_at
from hoso.ingest.past import announcing
from hoso.ingest.progress import Progress
from hoso.ingest.report import Recorder

ABOUT = {"source": "/nguồn", "into": "phong/ml", "catalogue": None}


def recorder(home: Home) -> Recorder:
    return Recorder(home.log / "imports", ABOUT)


def test_a_finished_import_tells_its_counts_and_what_to_look_at(tmp_path):
    home = Home(tmp_path)
    with recorder(home) as writing:
        writing.record([Result(f"{number}.pdf", "added", uid=f"u{number}") for number in range(200)])
        writing.record([Result("b.pdf", "rejected", message_vi="Tệp rỗng."), Result("c.pdf", "updated", kept=("Số",))])
        writing.problem(Problem(7, "Ngày", "Hãy sửa."))
        writing.finish()
    (found,) = imports(home)
    assert (found.source, found.into, found.running, found.broken_off) == ("/nguồn", "phong/ml", False, False)
    assert found.totals["files"]["added"] == 200 and found.problems == 1
    shown = to_look_at(home, found, 0, 10)
    assert [getattr(each, "source", None) for each in shown] == ["b.pdf", "c.pdf", None]
    assert to_look_at(home, found, 1, 1) == shown[1:2]
    assert import_named(home, found.name) == found


def test_running_until_it_ends_and_broken_off_when_it_ends_without_a_word(tmp_path):
    home = Home(tmp_path)
    with recorder(home) as writing:
        writing.record([Result("a.pdf", "added")])
        assert imports(home)[0].running
    (found,) = imports(home)
    assert found.broken_off and found.totals is None


def test_a_stopped_import_says_why(tmp_path):
    home = Home(tmp_path)
    with recorder(home) as writing:
        writing.stop("Đĩa đã đầy.")
    assert imports(home)[0].stopped == "Đĩa đã đầy."


def test_the_newest_come_first_and_strange_files_are_left_out(tmp_path):
    home = Home(tmp_path)
    names = []
    for _ in range(3):
        with recorder(home) as writing:
            names.insert(0, writing.finish().log.stem)
    (home.log / "imports" / "zzz.jsonl").write_text("not a report")
    (home.log / "imports" / "zzzz.jsonl").touch()
    assert [each.name for each in imports(home, most=4)] == names[:2]
    assert [each.name for each in imports(home)] == names


def test_only_names_of_reports_are_looked_for(tmp_path):
    home = Home(tmp_path)
    with recorder(home) as writing:
        name = writing.finish().log.stem
    Path(tmp_path / "log" / "other.jsonl").write_text('{"started": ""}\n')
    assert import_named(home, name)
    for other in ("../other", "other", "", f"{name}/", "00000000-000000-000000"):
        assert import_named(home, other) is None


def test_progress_is_written_down_now_and_then_and_at_the_end(tmp_path):
    home = Home(tmp_path)
    home.run.mkdir()
    passed, clock = [], iter([0.0, 0.0, 0.5, 5.0, 5.0, 5.1, 5.1])

    def at(files: int) -> Progress:
        return Progress(files, 4, 0, 0, 1.0, None, f"{files}.pdf")

    with recorder(home) as writing:
        running = imports(home)[0]
        assert progress_of(home, running) is None
        listen = announcing(home, running.name, passed.append, lambda: next(clock))
        seen = []
        for files in (1, 2, 3, 4):
            listen(at(files))
            seen.append(progress_of(home, running).files)
        writing.finish()
    assert seen == [1, 1, 3, 4]
    assert [each.files for each in passed] == [1, 2, 3, 4]
    assert progress_of(home, imports(home)[0]) is None
