"""Leave work: ``writer_process.py HOME NAME COUNT``, each entry in its own transaction, several for each
uid.
"""

import sys
from pathlib import Path

import transaction
import ZEO
from ZODB.POSException import ConflictError

from hoso.home import Home
from hoso.jobs import enqueue, register


def main():
    home, name, count = Home(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
    register("note", "quick", print)
    connection = ZEO.DB(str(home.zeo_socket), wait_timeout=20).open()
    conflicts = 0
    for number in range(count):
        for kind in ("note", "note"):
            while True:
                transaction.begin()
                enqueue(connection, kind, f"{name}-{number}")
                try:
                    transaction.commit()
                    break
                except ConflictError:
                    transaction.abort()
                    conflicts += 1
    (home.run / f"conflicts-{name}").write_text(str(conflicts))


if __name__ == "__main__":
    main()
