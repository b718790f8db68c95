"""A worker as a process: ``worker_process.py HOME``. Its handlers write into the database what they did."""

import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import ZEO

from hoso.home import Home
from hoso.jobs import Worker, register


def note(context, entries):
    """Do several at once: count the runs of each uid."""

    def write(root):
        for entry in entries:
            root["done"][entry.uid] = root["done"].get(entry.uid, 0) + 1

    context.transact(write)


def slow(context, entries):
    """A long job in steps: leaves a mark at its start, then takes until it is told to stop or the mark
    goes.
    """
    mark = context.home.run / f"slow-{entries[0].uid}"
    if not mark.exists():
        mark.write_text("started")
        while True:
            context.checkpoint()
            time.sleep(0.01)
    note(context, entries)


def main():
    home = Home(Path(sys.argv[1]))
    register("note", "quick", note, batch=20)
    register("slow", "slow", slow)
    register("wide", "wide", slow, threads=2)
    database = ZEO.DB(str(home.zeo_socket), wait_timeout=2)

    @contextmanager
    def enter():
        with closing(database.open()) as connection:
            yield connection.root()

    Worker(enter, home).run()


if __name__ == "__main__":
    main()
