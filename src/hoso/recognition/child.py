"""The limited process that opens somebody's file: a request a line on its input, an answer a line on its output.

Started by ``children`` only, with the parent's process number and the limits. Requests:
``{"do": "facts", "path", "kind"}``, ``{"do": "read", …, "number", "language", "tables"}`` (answered by a packed page),
``{"do": "picture", …, "number", "width", "turn", "format"}``, ``{"do": "copy", …, "target", "page"}`` for every page
and at last the same with ``"title"`` in place of the page. A refused file or page is answered by
``{"refused": code, "details"}``; what is wrong with the installation by ``{"unavailable": message}``.
"""

from __future__ import annotations

import base64
import ctypes
import io
import json
import os
import queue
import shutil
import signal
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from .children import OUT_OF_MEMORY
from .limits import Limits, allow_cpu, restrict
from .packing import pack, unpack
from .refusal import FileRefused, PageRefused, Unavailable

_PR_SET_PDEATHSIG = 1
# WebP: about a third smaller than a JPEG of the same look.
_LOSSY = {"quality": 72, "method": 2}


class Reader:
    """Answers requests; keeps the file of the last one open."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._opened: tuple[str, Any] | None = None
        self._copier: Any = None

    def answer(self, request: dict[str, Any]) -> bytes:
        """The answer to one request, without the end of line."""
        try:
            if request["do"] == "copy":
                return json.dumps(self._copy(request)).encode()
            source = self._source(request["path"], request["kind"])
            if request["do"] == "read":
                page = source.read(request["number"], language=request["language"], with_tables=request["tables"])
                return pack(page)
            if request["do"] == "picture":
                image = source.picture(request["number"], request["width"], request["turn"])
                return json.dumps({"picture": _encoded(image, request["format"])}).encode()
            return json.dumps(source.facts()).encode()
        except FileRefused as refusal:
            return json.dumps({"refused": refusal.code, "details": refusal.details}).encode()
        except PageRefused as refusal:
            return json.dumps({"refused": refusal.reason}).encode()
        except (Unavailable, ImportError) as cause:
            return json.dumps({"unavailable": str(cause)}).encode()
        except Exception as cause:  # a fault of ours or of a library, kept in the page's record
            return json.dumps({"refused": "crashed", "error": f"{type(cause).__name__}: {cause}"[:500]}).encode()

    def _copy(self, request: dict[str, Any]) -> dict[str, Any]:
        """One step of making the searchable copy; a child makes one copy in its life."""
        from .searchable.copier import Copier

        if self._copier is None:
            self._copier = Copier(Path(request["path"]), request["kind"], Path(request["target"]), self._limits)
        if "title" in request:
            allow_cpu(request["seconds"])
            return self._copier.finish(request["title"])
        self._copier.page(unpack(base64.b64decode(request["page"])))
        return {}

    def _source(self, path: str, kind: str) -> Any:
        if self._opened is None or self._opened[0] != path:
            if kind == "pdf":
                from .pdf import PdfSource as Source
            else:
                from .raster import RasterSource as Source
            self._opened = (path, Source(Path(path), self._limits))
        return self._opened[1]


def _encoded(image: Any, format: str) -> str:
    data = io.BytesIO()
    image.save(data, format.upper(), **(_LOSSY if format == "webp" else {}))
    return base64.b64encode(data.getvalue()).decode()


def _end_with_parent(parent: int) -> None:
    """Have the kernel kill this process when the parent's thread ends, also when it has ended already."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _listen(requests: queue.SimpleQueue[bytes]) -> None:
    """Take requests as they come; when the life line closes, end the whole group at once, whatever it is doing."""
    for line in sys.stdin.buffer:
        requests.put(line)
    shutil.rmtree(Path.cwd(), ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


def _own_output() -> BinaryIO:
    """Standard output for answers alone: what libraries print goes nowhere."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return output


def main() -> None:
    """Serve until the life line closes."""
    limits = Limits(**json.loads(sys.argv[2]))
    _end_with_parent(int(sys.argv[1]))
    output = _own_output()
    restrict(limits)
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    reader = Reader(limits)
    while True:
        request = json.loads(requests.get())
        allow_cpu(limits.cpu_seconds)
        try:
            answer = reader.answer(request)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        output.write(answer + b"\n")
        output.flush()


if __name__ == "__main__":
    main()
