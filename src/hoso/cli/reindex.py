"""``hoso reindex``."""

from __future__ import annotations

import time
from typing import Any

import click
import transaction

from hoso.home import Home
from hoso.jobs import worker_alive
from hoso.search.site import build_progress, request_build

from .boot import NoInstance, StorageNotStarted, site_of, start_zope, storage
from .draining import drain_without_worker, waiting
from .failures import told
from .output import progress

_SECONDS = 0.5


@click.command("reindex")
def command() -> None:
    """Dựng lại chỉ mục tìm kiếm bên cạnh chỉ mục đang dùng rồi đổi sang; trong lúc đó vẫn tìm được."""
    home = Home.from_environment()
    with told(NoInstance, StorageNotStarted), storage(home):
        rebuild(home, start_zope(home))
    click.echo("Đã dựng xong chỉ mục.")


def rebuild(home: Home, open_app: Any) -> None:
    """Have the index built, by the worker that lives or else by this process, and wait for it."""
    with site_of(open_app) as site:
        request_build(site)
        transaction.commit()
    drain_without_worker(home, open_app)
    with progress("Dựng chỉ mục") as advance:
        while worker_alive(home):
            if now := build_progress(home):
                advance(now.done, now.total)
            with site_of(open_app) as site:
                if not waiting(site):
                    break
            time.sleep(_SECONDS)
