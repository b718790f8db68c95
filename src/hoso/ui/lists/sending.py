"""Files made for one answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from ZPublisher.Iterators import filestream_iterator

from hoso.ui.frame.transfer import attachment

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {".docx": DOCX, ".xlsx": XLSX, ".csv": "text/csv; charset=utf-8"}
_LONGEST_NAME = 120


def made_file(request: Any, name: str, suffix: str, write: Callable[[Path], None]) -> Any:
    """The body of an answer with the file that ``write`` makes; it waits on disk and is gone when it is sent."""
    with NamedTemporaryFile(suffix=suffix) as file:
        path = Path(file.name)
        write(path)
        length = path.stat().st_size
        body = filestream_iterator(str(path))  # opens the file, which may then lose its name
    response = request.response
    response.setHeader("Content-Type", _TYPES[suffix])
    response.setHeader("Content-Length", str(length))
    response.setHeader("Content-Disposition", attachment(_file_name(name) + suffix))
    return body


def _file_name(name: str) -> str:
    """A name that every file system takes."""
    return "".join("-" if c in '/\\:*?"<>|' or ord(c) < 32 else c for c in name)[:_LONGEST_NAME].strip(" .") or "list"
