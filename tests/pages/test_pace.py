import time

import pytest

from hoso.home import Home
from hoso.pages.pace import Pace, pages_per_minute


@pytest.fixture
def clock(monkeypatch):
    now = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "h")
    home.make_folders()
    return home


def test_nothing_read_has_no_pace(home):
    assert pages_per_minute(home) is None


def test_pace_is_of_the_time_in_which_was_read(home, clock):
    for pages, seconds, idle in ((10, 5, 0), (20, 10, 100), (1, 1, 0)):
        clock[0] += idle
        pace = Pace(home)
        for _ in range(pages):
            pace.page()
        clock[0] += seconds
        pace.note()
    assert pages_per_minute(home) == pytest.approx(60 * 31 / 16, abs=0.1)


def test_notes_within_a_file_do_not_count_pages_twice(home, clock):
    pace = Pace(home)
    for _ in range(2):
        pace.page()
        clock[0] += 2
        pace.note()
    assert pages_per_minute(home) == 30


def test_what_is_long_ago_does_not_count(home, clock):
    pace = Pace(home)
    pace.page()
    clock[0] += 1
    pace.note()
    clock[0] += 299
    assert pages_per_minute(home) == 60
    clock[0] += 1
    assert pages_per_minute(home) is None


def test_two_files_read_at_once_add_up(home, clock):
    first, second = Pace(home), Pace(home)
    for _ in range(6):
        first.page()
        second.page()
    clock[0] += 12
    first.note()
    second.note()
    assert pages_per_minute(home) == pytest.approx(60 * 12 / 12, abs=0.1)
