"""``/hoso-health``: a few cheap checks as JSON, without anything that is secret."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from Products.Five.browser import BrowserView
from ZODB.POSException import POSError, StorageError
from ZODB.utils import z64

from hoso import jobs
from hoso.home import Home
from hoso.search.errors import SearchError
from hoso.search.site import engine

log = logging.getLogger(__name__)

OK, DOWN = "ok", "down"


class Health(BrowserView):
    """``{"status", "storage", "worker", "engine", "waiting": {lane: number}, "parked"}``.

    Records are served while the storage answers: then the status code is 200, and the status ``degraded`` says that
    search or the work in the background stands still. Without the storage the status is ``down``, the code 503, and
    a load balancer should send requests elsewhere.
    """

    def __call__(self) -> str:
        storage = _checked("storage", lambda: _answers(self.context._p_jar.db()))
        worker = jobs.worker_alive(Home.from_environment())
        searching = _checked("engine", lambda: engine().counts())
        counts = jobs.counts(self.context._p_jar.root()) if storage else {}
        status = DOWN if not storage else OK if worker and searching else "degraded"
        response = self.request.response
        response.setStatus(200 if storage else 503)
        response.setHeader("Content-Type", "application/json")
        response.setHeader("Cache-Control", "no-store")
        return json.dumps(
            {
                "status": status,
                "storage": OK if storage else DOWN,
                "worker": OK if worker else DOWN,
                "engine": OK if searching else DOWN,
                "waiting": {lane: each.waiting for lane, each in counts.items()},
                "parked": sum(each.parked for each in counts.values()),
            }
        )


def _answers(database: Any) -> bool:
    """Whether the storage answers. The history of the root object is never told from a client's cache."""
    # A client of a storage server would wait for half a minute before it says that it has lost the server.
    connected = getattr(database.storage, "is_connected", None)
    return (connected is None or connected()) and bool(database.history(z64, 1))


def _checked(name: str, check: Callable[[], Any]) -> bool:
    """Whether a check succeeds; the log says why one did not, the answer does not."""
    try:
        return bool(check())
    except (POSError, StorageError, SearchError, OSError) as error:
        log.warning("health: %s is down: %r", name, error)
        return False
