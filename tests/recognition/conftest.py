"""Samples for the tests of the room recognition, and files written from them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def write(tmp_path):
    """Write bytes under a name and give the path."""

    def _write(data: bytes, name: str = "tệp mẫu.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return _write
