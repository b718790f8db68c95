"""Joining an instance from the command line: as a further client of its storage, started here when it is not there."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hoso.home import Home

SITE = "hoso"
"""The id of the site in the application root."""

_START_SECONDS = 30


class NoInstance(Exception):
    """There is no instance under HOSO_HOME yet."""

    def __init__(self, home: Home) -> None:
        super().__init__(f"Chưa có Hoso ở {home.path}. Chạy scripts/run trước, hoặc đặt HOSO_HOME cho đúng.")


class StorageNotStarted(Exception):
    """The storage server did not open its socket in time; its log says why."""

    def __init__(self, home: Home) -> None:
        super().__init__(f"Không mở được kho dữ liệu. Xem {home.log}/zeo.log.")


def storage_answers(home: Home) -> bool:
    """Whether the storage server of this instance accepts connections now."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(home.zeo_socket))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        return True


@contextmanager
def storage(home: Home) -> Iterator[None]:
    """The storage server, for as long as the block runs: the running one, or one of our own."""
    if not home.zope_conf("console").is_file():
        raise NoInstance(home)
    if storage_answers(home):
        yield
        return
    home.make_folders()
    home.zeo_socket.unlink(missing_ok=True)
    server = subprocess.Popen(
        [Path(sys.executable).parent / "hoso", "storage"],
        env={**os.environ, "HOSO_HOME": str(home.path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not storage_answers(home):
            if server.poll() is not None or time.monotonic() > deadline:
                raise StorageNotStarted(home)
            time.sleep(0.05)
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def start_zope(home: Home, part: str = "console") -> Callable[[], Any]:
    """Start Zope in this process with the configuration of ``part``; returns the opener of application roots.

    Each call of the opener is a new connection; the caller ends its transaction and closes it
    (``app._p_jar.close()``).
    """
    os.environ.setdefault("TZ", "Asia/Ho_Chi_Minh")
    # Texts in other languages are not loaded, and the language is found out once for a page, not for each text.
    os.environ.setdefault("zope_i18n_allowed_languages", "vi en")
    os.environ["HOSO_HOME"] = str(home.path)
    logging.basicConfig(
        filename=home.log / f"{part}.log",
        level=logging.INFO,
        format="%(asctime)s %(levelname)s [%(name)s] %(message)s",
    )
    # What starting makes stays until the end: looking for garbage in it takes a fifth of the time.
    gc.disable()
    try:
        import Zope2
        from Zope2.Startup.run import configure_wsgi

        configure_wsgi(str(home.zope_conf(part)))
        # Loads ZCML and opens the database now: rooms enrol themselves there, and whatever imports Zope's package
        # ``Testing`` before it (``site_of`` does) would get a database in memory.
        Zope2.startup_wsgi()
    finally:
        gc.freeze()
        gc.enable()
    return Zope2.app


@contextmanager
def site_of(open_app: Callable[[], Any]) -> Iterator[Any]:
    """The site on a fresh connection, as the administrator, with a request; ends by aborting what is not committed."""
    import transaction
    from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
    from AccessControl.users import UnrestrictedUser
    from Testing.makerequest import makerequest
    from zope.component.hooks import setSite
    from zope.globalrequest import clearRequest, setRequest

    app = makerequest(open_app())
    try:
        site = app[SITE]
        setRequest(app.REQUEST)
        setSite(site)
        # Not the system user: that one has no role by which a search would know it.
        newSecurityManager(None, UnrestrictedUser("hoso", "", ["Manager"], []).__of__(app.acl_users))
        yield site
    finally:
        transaction.abort()
        noSecurityManager()
        setSite(None)
        clearRequest()
        app._p_jar.close()
