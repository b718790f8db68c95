"""One import at a time."""

import os
import subprocess
import sys

import pytest

from hoso.home import Home
from hoso.ingest.errors import ImportRunning
from hoso.ingest.lock import import_lock


def test_a_second_import_is_refused_and_named(tmp_path):
    home = Home(tmp_path)
    with import_lock(home), pytest.raises(ImportRunning, match=str(os.getpid())), import_lock(home):
        pass
    with import_lock(home):
        pass


def test_a_killed_import_leaves_no_lock(tmp_path):
    code = (
        "import os, signal\nfrom pathlib import Path\n"
        "from hoso.home import Home\nfrom hoso.ingest.lock import import_lock\n"
        f"with import_lock(Home(Path({str(tmp_path)!r}))):\n    os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with import_lock(Home(tmp_path)):
        pass
