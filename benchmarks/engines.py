"""The engines that the benchmarks of searching measure."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from hoso.search import Engine
from hoso.search.engines.elastic import ElasticEngine, Settings
from hoso.search.engines.embedded import EmbeddedEngine

NAMES = ("embedded", "elastic")


def open_engine(name: str, folder: Path, url: str) -> Engine:
    """An engine by its name: embedded in the folder, or elastic on the server, its indexes named like the folder."""
    if name == "embedded":
        return EmbeddedEngine(folder)
    return ElasticEngine(Settings((url,), name=f"bench_{folder.name.lower().replace('-', '_')}"[:31]))


class Processor:
    """Processor seconds of this process, and of the server where the engine has one on this machine."""

    def __init__(self, name: str, url: str) -> None:
        self._server: list[psutil.Process] = []
        if name == "elastic":
            port = urlsplit(url).port
            self._server = [
                psutil.Process(each.pid)
                for each in psutil.net_connections("tcp")
                if each.status == psutil.CONN_LISTEN and each.laddr.port == port and each.pid
            ]

    def seconds(self) -> float:
        """Seconds so far."""
        return time.process_time() + sum(sum(process.cpu_times()[:2]) for process in self._server)

    def memory(self) -> int:
        """Bytes of memory at present."""
        return sum(process.memory_info().rss for process in (psutil.Process(), *self._server))
