"""Large commands in the worker, batch by batch, each batch in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence

from hoso.jobs import Entry, JobContext, register

from .commands import KIND, work


def carry_out(context: JobContext, entries: Sequence[Entry]) -> None:
    """The handler. A batch is done or waits, so that beginning again goes on where it was."""
    for entry in entries:
        while context.transact(lambda site, entry=entry: work(entry.uid)):
            context.checkpoint()


register(KIND, "commands", carry_out)
