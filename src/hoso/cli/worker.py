"""``hoso worker``: the process that reads and indexes; started by the supervisor."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from typing import Any

import click

from hoso.home import Home
from hoso.jobs import Worker
from hoso.search.saved import watch_alerts
from hoso.search.site import watch_index

from .boot import NoInstance, StorageNotStarted, site_of, start_zope, storage
from .failures import told


@click.command("worker", hidden=True)
def command() -> None:
    """Đọc và lập chỉ mục những gì đang chờ, cho đến khi được bảo dừng."""
    home = Home.from_environment()
    with told(NoInstance, StorageNotStarted), storage(home):
        open_app = start_zope(home, "worker")

        def enter() -> AbstractContextManager[Any]:
            return site_of(open_app)

        worker = Worker(enter, home)
        threading.Thread(target=watch_index, args=(enter, home, worker.stopping), daemon=True).start()
        threading.Thread(target=watch_alerts, args=(enter, worker.stopping), daemon=True).start()
        worker.run()
