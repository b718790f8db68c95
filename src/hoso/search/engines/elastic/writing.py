"""Writing a batch to one generation, record by record whole: pages first, then the record that names them.

Until the record is replaced the old one and its pages are what is found; what a batch that failed has left of new
pages, nobody finds, and the batch sent again overwrites it. Versions are the records' revisions: the server refuses
what comes late.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from hoso.search.engines.elastic.generations import Target
from hoso.search.engines.elastic.mapping import Document, page_ids
from hoso.search.engines.elastic.server import Server, raise_item

_BULK_BYTES = 8_000_000
_LATE, _UNKNOWN = 409, 404


class Known(NamedTuple):
    """What a generation has of a record."""

    revision: int
    stamp: str
    page_count: int


class Operation(NamedTuple):
    """One of a bulk: ``body`` is what is indexed, None for a deletion."""

    id: str
    version: int
    body: bytes | None = None


def write(server: Server, target: Target, documents: Sequence[Document], *, refresh: bool) -> None:
    """Put the records in place of what there is of them, unless that is newer; found when this returns.

    Raises IndexMissing, EngineAway, EngineRefused, WriteFailed, EntryRefused. Without ``refresh`` they are kept but
    not found yet.
    """
    known = _known(server, target, [document.uid for document in documents])
    current = [each for each in documents if each.uid not in known or known[each.uid].revision <= each.revision]
    changed = [each for each in current if each.uid not in known or known[each.uid].stamp != each.stamp]
    pages = [Operation(key, each.revision, body) for each in changed for key, body in each.pages]
    if pages:
        _bulk(server, target.pages, pages)
        if refresh:
            _refresh(server, target.pages)
    late = _bulk(server, target.documents, [Operation(each.uid, each.revision, each.record) for each in current])
    if refresh:
        _refresh(server, target.documents)
    _forget_pages(server, target, [known[each.uid] for each in changed if each.uid in known.keys() - late])


def delete(server: Server, target: Target, uids: Collection[str]) -> None:
    """Remove records and their pages; raises as ``write``."""
    known = _known(server, target, list(uids))
    if known:
        # At its own revision: the record may come again, an older state of it may not.
        _bulk(server, target.documents, [Operation(uid, each.revision) for uid, each in known.items()])
        _refresh(server, target.documents)
        _forget_pages(server, target, known.values())


def _forget_pages(server: Server, target: Target, known: Iterable[Known]) -> None:
    """Remove pages that no record names any more. Nobody finds them: what is seen of it may wait."""
    ids = ((key, each.revision) for each in known for key in page_ids(each.stamp, each.page_count))
    operations = [Operation(key, revision) for key, revision in ids]
    if operations:
        _bulk(server, target.pages, operations)


def _known(server: Server, target: Target, uids: Sequence[str]) -> dict[str, Known]:
    if not uids:
        return {}
    with server.writing() as client:
        found = client.mget(index=target.documents, ids=list(uids), source=["revision", "stamp", "page_count"])
    for each in found["docs"]:
        if "error" in each:
            missing = each["error"].get("type") == "index_not_found_exception"
            raise_item(404 if missing else 503, each["error"])
    return {each["_id"]: Known(**each["_source"]) for each in found["docs"] if each["found"]}


def _refresh(server: Server, alias: str) -> None:
    with server.writing() as client:
        client.indices.refresh(index=alias)


def _bulk(server: Server, alias: str, operations: Sequence[Operation]) -> set[str]:
    """Send operations and look at what became of each; returns the ids of those that came late."""
    late: set[str] = set()
    for lines in _portions(operations):
        with server.writing() as client:
            answer = client.bulk(
                index=alias,
                operations=lines,
                require_alias=True,
                filter_path="errors,items.*._id,items.*.status,items.*.error",
            )
        for item in answer["items"] if answer["errors"] else ():
            ((action, each),) = item.items()
            if each["status"] == _LATE:
                late.add(each["_id"])
            elif "error" in each and not (action == "delete" and each["status"] == _UNKNOWN):
                raise_item(each["status"], each["error"])
    return late


def _portions(operations: Sequence[Operation]) -> Iterator[list[bytes]]:
    """The lines of bulk requests, none much longer than it should be."""
    lines: list[bytes] = []
    size = 0
    for operation in operations:
        about = {"_id": operation.id, "version": operation.version, "version_type": "external_gte"}
        action = json.dumps({"delete" if operation.body is None else "index": about}).encode()
        length = len(action) + len(operation.body or b"")
        if lines and size + length > _BULK_BYTES:
            yield lines
            lines, size = [], 0
        lines.append(action)
        if operation.body is not None:
            lines.append(operation.body)
        size += length
    if lines:
        yield lines
