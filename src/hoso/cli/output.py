"""What commands share in printing: JSON for programs, a progress bar for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

json_option = click.option("--json", is_flag=True, help="In JSON cho chương trình đọc.")


def as_json(value: Any) -> None:
    """Print a value as one JSON document, Vietnamese letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def progress(label: str, *, hidden: bool = False) -> Iterator[Callable[..., None]]:
    """A bar with the time left on standard error; yields ``advance(done, of, note="")``, the note standing behind the
    label (a rate, a name)."""
    with click.progressbar(
        length=1, label=label, show_pos=True, hidden=hidden, file=click.get_text_stream("stderr")
    ) as bar:

        def advance(done: int, of: int, note: str = "") -> None:
            bar.label = f"{label} {note}".rstrip()
            bar.length = max(of, 1)
            bar.update(done - bar.pos)

        yield advance
