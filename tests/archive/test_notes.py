"""What stays behind of a backup and of a verification."""

from pathlib import Path

import ZODB
from ZODB.FileStorage import FileStorage

from hoso.archive.backup import backup
from hoso.archive.notes import VerificationNote, last_backup, last_verification, leave
from hoso.home import Home


def test_a_finished_backup_leaves_its_note(tmp_path):
    home = Home(tmp_path / "home")
    home.make_folders()
    ZODB.DB(FileStorage(str(home.data_fs))).close()
    assert last_backup(home) is None
    manifest = backup(home, tmp_path / "kept")
    note = last_backup(home)
    assert (note.made, Path(note.folder), note.files) == (manifest.made, tmp_path / "kept", len(manifest.files))
    assert note.bytes == sum(kept.size for kept in manifest.files.values())


def test_a_note_that_cannot_be_understood_is_none(tmp_path):
    home = Home(tmp_path)
    for text in ("", "{", "[]", "{}", '{"made": 1}'):
        home.last_verification.write_text(text)
        assert last_verification(home) is None, text
    note = VerificationNote("2026-11-24T07:00:00+00:00", 3, 1, 0)
    leave(home.last_verification, note)
    assert last_verification(home) == note
