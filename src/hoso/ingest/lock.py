"""One import at a time in an instance: bulk writes go through one writer."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from hoso.home import Home

from .errors import ImportRunning


@contextmanager
def import_lock(home: Home) -> Iterator[None]:
    """Hold the instance's import lock for the block; it ends with the process, however that ends.

    Raises ImportRunning, naming the process that holds it.
    """
    home.run.mkdir(parents=True, exist_ok=True)
    with (home.run / "import.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise ImportRunning(f"tiến trình {file.read(32).strip() or 'khác'}") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
