"""Doing what waits in this process, where no worker lives to do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from hoso.home import Home
from hoso.jobs import Worker, counts, worker_alive

from .boot import site_of


def waiting(site: Any) -> int:
    """How many entries of the outbox wait or are in work."""
    return sum(lane.waiting + lane.running for lane in counts(site._p_jar.root()).values())


def drain_without_worker(home: Home, open_app: Callable[[], Any], *, hidden: bool = False) -> None:
    """Read and index what waits, when no worker of this home lives; otherwise leave it to the worker."""
    if worker_alive(home):
        return
    with site_of(open_app) as site:
        count = waiting(site)
    if count:
        if not hidden:
            click.echo(f"Hệ thống không chạy: lệnh này đọc và lập chỉ mục {count} việc đang chờ …", err=True)
        Worker(lambda: site_of(open_app), home).drain(patience=30)
