"""A wheel built through an sdist holds all that the package needs at run time."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", out, TOP], check=True, capture_output=True
    )
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_holds_every_file_of_the_sources(wheel_names):
    package = TOP / "src" / "hoso"
    files = {
        f"hoso/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".mo"}
    }
    profiles = {
        f"hoso/profiles/{path.relative_to(TOP / 'profiles').as_posix()}"
        for path in (TOP / "profiles").rglob("*")
        if path.is_file()
    }
    assert "hoso/profiles/default/metadata.xml" in profiles
    assert (files | profiles) - wheel_names == set()
