"""A database made by an older version comes up with the present one, and nothing of it is lost."""

import json
import shutil
import tarfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
SAVED = TOP / "tests" / "data"
DEMO = TOP / "src" / "hoso" / "setup" / "demo" / "files"


def unpack(version, storage):
    """Put a saved database back; the originals that the demo still has were left out of it."""
    with tarfile.open(SAVED / f"database-of-version-{version}.tar.xz") as saved:
        saved.extractall(storage)
    for blob, original in json.loads((SAVED / f"database-of-version-{version}.json").read_text()).items():
        (storage / blob).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DEMO / original, storage / blob)


@pytest.mark.parametrize("version", [1])
def test_an_older_database_comes_up_whole(make_instance, version):
    instance = make_instance(demo=False, prepare=lambda home: unpack(version, home / "storage"))
    status = instance.hoso("status", "--wait", "--json")
    assert status["indexing"]["parked"] == status["reading"]["failed"] == 0
    verified = instance.hoso("verify", "--json")
    assert verified["findings"] == []
    assert verified["originals"] == 9
    internal, secret = (
        instance.hoso("search", text, "--as", "canbo", "--json")
        for text in ("phu cap dac biet", '"Quỹ phòng, chống tội phạm"')
    )
    assert internal["total"] and internal["hits"][0]["pages"]
    assert not secret["total"]
