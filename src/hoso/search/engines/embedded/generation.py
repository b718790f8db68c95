"""A generation: the documents index and the pages index that belong together."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from tantivy import Order, Query, Searcher

from hoso.search.contract import DocumentEntry
from hoso.search.engines.embedded.fields import documents_schema, pages_schema, to_documents
from hoso.search.engines.embedded.queries import one_of
from hoso.search.engines.embedded.store import Store


class Generation:
    """Generation ``number`` of the indexes in a folder."""

    def __init__(self, folder: Path, number: int, *, create: bool = False) -> None:
        """Open it, or make an empty one. Raises IndexDamaged, or WriteFailed when it cannot be made."""
        make = Store.create if create else Store
        self.number = number
        self.documents = make(folder / f"documents-{number}", documents_schema())
        self.pages = make(folder / f"pages-{number}", pages_schema())

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
            self._rollback()
            raise

    def delete(self, uids: Collection[str]) -> None:
        """Remove records. All or nothing."""
        try:
            for uid in uids:
                self._remove(uid)
            self._commit()
        except BaseException:
            self._rollback()
            raise

    def close(self) -> None:
        """Let go of the writers."""
        self.pages.close()
        self.documents.close()

    def remove(self) -> None:
        """Delete the files. Readers that have them open keep what they have until they look for the live one."""
        for store in (self.documents, self.pages):
            shutil.rmtree(store.folder, ignore_errors=True)

    def _revisions(self, uids: Collection[str]) -> dict[str, int]:
        if not uids:
            return {}
        return dict(revisions(self.documents, self.documents.searcher(), len(uids), among=uids))

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

    def _rollback(self) -> None:
        self.pages.rollback()
        self.documents.rollback()


def revisions(
    store: Store, searcher: Searcher, limit: int, offset: int = 0, among: Collection[str] | None = None
) -> list[tuple[str, int]]:
    """Uid and revision of a stretch of the records, ascending by uid."""
    query = Query.all_query() if among is None else one_of(store.schema, "uid", among)
    with store.reading():
        found = searcher.search(query, limit, count=False, order_by_field="uid", order=Order.Asc, offset=offset)
        numbers = searcher.fast_field_values("revision", [address for _, address in found.hits])
    return [(uid, number) for (uid, _), number in zip(found.hits, numbers, strict=True)]
