"""A generation: the documents index and the pages index that belong together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from tantivy import Order, Query

from hoso.search.contract import DocumentEntry
from hoso.search.engines.embedded.fields import documents_schema, pages_schema, to_documents
from hoso.search.engines.embedded.queries import one_of
from hoso.search.engines.embedded.store import Snapshot, Store


class View(NamedTuple):
    """A generation at one moment."""

    documents: Snapshot
    pages: Snapshot


class Generation:
    """Generation ``number`` of the indexes in a folder."""

    def __init__(self, folder: Path, number: int, *, create: bool = False) -> None:
        """Open it, or make an empty one. Raises IndexDamaged, or WriteFailed when it cannot be made."""
        make = Store.create if create else Store
        self.number = number
        self.documents = make(folder / f"documents-{number}", documents_schema())
        self.pages = make(folder / f"pages-{number}", pages_schema())

    def view(self) -> View:
        """What was committed by now. Raises IndexDamaged."""
        return View(self.documents.snapshot(), self.pages.snapshot())

    def write(self, entries: Sequence[DocumentEntry]) -> None:
        """Put a batch in place of what the index has of these records, unless it has newer. All or nothing."""
        newest: dict[str, DocumentEntry] = {}
        for entry in entries:
            known = newest.get(entry.uid)
            if known is None or entry.revision >= known.revision:
                newest[entry.uid] = entry
        kept = self._revisions(newest)
        try:
            for uid, entry in newest.items():
                if entry.revision >= kept.get(uid, entry.revision):
                    self._put(entry)
            self._commit()
        except BaseException:
            self.give_up()
            raise

    def delete(self, uids: Collection[str]) -> None:
        """Remove records. All or nothing."""
        try:
            for uid in uids:
                self._remove(uid)
            self._commit()
        except BaseException:
            self.give_up()
            raise

    def give_up(self) -> None:
        """Forget what was not committed and let go of the writers."""
        self.pages.give_up()
        self.documents.give_up()

    def close(self) -> None:
        """Finish merging and let go of the writers."""
        self.pages.close()
        self.documents.close()

    def _revisions(self, uids: Collection[str]) -> dict[str, int]:
        if not uids:
            return {}
        return dict(revisions(self.documents.snapshot(), len(uids), among=uids))

    def _put(self, entry: DocumentEntry) -> None:
        record, pages = to_documents(entry)
        self._remove(entry.uid)
        self.documents.add(record)
        for page in pages:
            self.pages.add(page)

    def _remove(self, uid: str) -> None:
        self.documents.delete(uid)
        self.pages.delete(uid)

    def _commit(self) -> None:
        # Pages first: a record counts as indexed by its revision in the documents index, and then its pages are in.
        self.pages.commit()
        self.documents.commit()


def revisions(
    index: Snapshot, limit: int, offset: int = 0, among: Collection[str] | None = None
) -> list[tuple[str, int]]:
    """Uid and revision of a stretch of the records, ascending by uid."""
    query = Query.all_query() if among is None else one_of(index.schema, "uid", among)
    with index.reading():
        found = index.searcher.search(query, limit, count=False, order_by_field="uid", order=Order.Asc, offset=offset)
        numbers = index.searcher.fast_field_values("revision", [address for _, address in found.hits])
    return [(uid, number) for (uid, _), number in zip(found.hits, numbers, strict=True)]
