"""How a command says that it cannot go on: the message of the cause, no traceback, exit code 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click


class Failure(click.ClickException):
    """A cause that the user can act upon."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"hoso: {self.message}", err=True)


@contextmanager
def told(*causes: type[Exception]) -> Iterator[None]:
    """Turn the named causes into a message for the user; everything else stays a traceback, since it is our fault."""
    try:
        yield
    except causes as error:
        raise Failure(str(error)) from error
