"""``hoso storage``: the storage server of an instance; started by the supervisor, or by a command for its own time.

ZEO's own server, with one thing more. A client takes object ids a hundred at a time and keeps what it has not used when
it loses its server; a server that was killed counts on from the highest id it finds stored, and so gives the same ids
once more: two objects under one id, and no error at commit (seen with ZEO 6.2 after kill -9 of the server during an
import). So a starting server leaves out more ids than all clients together can hold. To be dropped when clients forget
their ids on reconnection.
"""

from __future__ import annotations

import click
from ZEO.runzeo import ZEOOptions, ZEOServer
from ZODB.utils import p64, u64

from hoso.home import Home

from .boot import NoInstance
from .failures import Failure

_LEFT_OUT = 1_000_000
"""Of 2⁶³ ids; 10,000 clients with a full pool each hold as many."""


class StorageServer(ZEOServer):
    """The server that never hands out an id which a client may still hold from before its start."""

    def open_storages(self) -> None:
        super().open_storages()
        for storage in self.storages.values():
            storage.set_max_oid(p64(u64(storage.new_oid()) + _LEFT_OUT))


@click.command("storage", hidden=True)
def command() -> None:
    """Mở kho dữ liệu cho các tiến trình khác, cho đến khi được bảo dừng."""
    home = Home.from_environment()
    if not home.zeo_conf.is_file():
        raise Failure(str(NoInstance(home)))
    options = ZEOOptions()
    options.realize(["-C", str(home.zeo_conf)])
    StorageServer(options).main()
