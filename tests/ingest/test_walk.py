"""Folder trees as they lie on disk."""

import os
import unicodedata

import pytest

from hoso.ingest import Ignored, Item, Rejected, WalkLimits, walk
from hoso.ingest.errors import SourceMissing, TooManyFiles


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def items(source, **limits):
    return [entry.relative for entry in walk(source, WalkLimits(**limits)) if isinstance(entry, Item)]


def rejected(source, **limits):
    found = [entry for entry in walk(source, WalkLimits(**limits)) if isinstance(entry, Rejected)]
    return {entry.relative: entry.message_vi for entry in found}


def test_a_folder_comes_before_what_it_contains_and_files_before_folders_in_natural_order(tmp_path):
    put(tmp_path, "Tờ 10.pdf", "Tờ 9.pdf", "đơn.pdf", "dấu.pdf", "2016/b.pdf", "2016/a/c.pdf", "2009/x.pdf")
    assert items(tmp_path) == [
        "dấu.pdf", "đơn.pdf", "Tờ 9.pdf", "Tờ 10.pdf", 
        "2009", "2009/x.pdf", "2016", "2016/b.pdf", "2016/a", "2016/a/c.pdf",
    ]  # fmt: skip


def test_sizes_and_kinds(tmp_path):
    put(tmp_path, "a/b.pdf")
    folder, file = walk(tmp_path)
    assert (folder.is_folder, folder.size) == (True, 0)
    assert (file.is_folder, file.size, file.name, file.folder) == (False, 1, "b.pdf", "a")
    assert file.path == tmp_path.resolve() / "a" / "b.pdf"


def test_a_single_file_is_a_source(tmp_path):
    put(tmp_path, "a.pdf")
    assert items(tmp_path / "a.pdf") == ["a.pdf"]


def test_a_missing_source_is_named(tmp_path):
    with pytest.raises(SourceMissing, match="không có đâu"):
        items(tmp_path / "không có đâu")


def test_no_link_is_followed(tmp_path):
    outside = tmp_path / "ngoài"
    put(outside, "mật.pdf")
    source = tmp_path / "nguồn"
    put(source, "a.pdf")
    (source / "tới tệp.pdf").symlink_to(outside / "mật.pdf")
    (source / "tới thư mục").symlink_to(outside)
    (source / "vòng").symlink_to(source)
    (source / "gãy").symlink_to(source / "không có")
    assert items(source) == ["a.pdf"]
    messages = rejected(source)
    assert set(messages) == {"tới tệp.pdf", "tới thư mục", "vòng", "gãy"}
    assert all("Hãy chép tệp thật" in message for message in messages.values())


def test_what_is_no_file_is_rejected(tmp_path):
    os.mkfifo(tmp_path / "ống.pdf")
    assert "ống dẫn" in rejected(tmp_path)["ống.pdf"]


@pytest.mark.parametrize("name", ["a\nb.pdf", "a\x1b[2J.pdf", "hopdong\u202efdp.exe"])
def test_deceptive_names_are_rejected_and_shown_harmlessly(tmp_path, name):
    put(tmp_path, name)
    ((shown, message),) = rejected(tmp_path).items()
    assert "Hãy đổi tên" in message
    assert shown.isprintable()


def test_a_name_that_is_not_utf8_is_rejected(tmp_path):
    (tmp_path / os.fsdecode(b"Quy\xeat.pdf")).write_bytes(b"x")
    ((shown, message),) = rejected(tmp_path).items()
    assert "UTF-8" in message
    shown.encode()


def test_what_systems_leave_behind_is_ignored_and_counted(tmp_path):
    put(tmp_path, "Thumbs.db", ".DS_Store", "._a.pdf", "desktop.ini", "~$danh mục.xlsx", ".ẩn/a.pdf", "__MACOSX/a.pdf")
    put(tmp_path, "a.pdf")
    assert items(tmp_path) == ["a.pdf"]
    ignored = [entry.relative for entry in walk(tmp_path) if isinstance(entry, Ignored)]
    assert len(ignored) == 7


def test_names_are_composed_whatever_the_file_system_keeps(tmp_path):
    put(tmp_path, unicodedata.normalize("NFD", "Quyết định.pdf"))
    assert items(tmp_path) == ["Quyết định.pdf"]


def test_two_spellings_of_one_name_stay_two(tmp_path):
    put(tmp_path, unicodedata.normalize("NFD", "số.pdf"), "số.pdf")
    found = [entry for entry in walk(tmp_path) if isinstance(entry, Item)]
    assert len({entry.relative for entry in found}) == 2
    assert {entry.path.name for entry in found if entry.relative == "số.pdf"} == {"số.pdf"}


def test_folders_below_the_depth_are_rejected_once(tmp_path):
    put(tmp_path, "1/2/3/a.pdf", "1/2/b.pdf")
    assert items(tmp_path, depth=2) == ["1", "1/2", "1/2/b.pdf"]
    assert set(rejected(tmp_path, depth=2)) == {"1/2/3"}


def test_names_longer_than_the_bound_are_rejected(tmp_path):
    put(tmp_path, "ă" * 20 + ".pdf")
    assert "Hãy rút ngắn" in rejected(tmp_path, name_bytes=43)["ă" * 20 + ".pdf"]
    assert items(tmp_path, name_bytes=44) == ["ă" * 20 + ".pdf"]


def test_too_many_files_are_refused(tmp_path):
    put(tmp_path, "a.pdf", "b.pdf", "c/d.pdf")
    assert len(items(tmp_path, files=3)) == 4
    with pytest.raises(TooManyFiles):
        items(tmp_path, files=2)
