"""One tantivy index on disk: opened, read up to date, written. Its errors become those of ``hoso.search``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tantivy import Document, Index, IndexWriter, Schema, Searcher

from hoso.search.errors import IndexDamaged, SearchError, WriteFailed

_HEAP_BYTES = 50_000_000


@contextmanager
def _raising(error: type[SearchError], folder: Path) -> Iterator[None]:
    """What tantivy raises, as our error: ValueError and OSError, and the panics of its Rust code.

    A panic comes as ``pyo3_runtime.PanicException``, which is a BaseException and cannot be imported.
    """
    try:
        yield
    except (ValueError, OSError) as cause:
        raise error(f"{folder}: {cause}") from cause
    except BaseException as cause:
        if type(cause).__name__ != "PanicException":
            raise
        raise error(f"{folder}: {cause}") from cause


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An index at one moment. It stays readable when the index is written, replaced or removed."""

    folder: Path
    schema: Schema
    searcher: Searcher

    @contextmanager
    def reading(self) -> Iterator[None]:
        """For searches: whatever tantivy raises is IndexDamaged."""
        with _raising(IndexDamaged, self.folder):
            yield


class Store:
    """One index. Snapshots may be taken by any thread; writing is for one at a time."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        """Open the index of a folder. Raises IndexDamaged."""
        self.folder = folder
        self.schema = schema
        with _raising(IndexDamaged, folder):
            self._index = Index.open(str(folder))
            # Reloaded here when meta.json changed: a reader sees a commit with the next question, not when a
            # watcher thread wakes up.
            self._index.config_reader("manual")
        # One pair, replaced at once: threads that meet here may reload twice, but never keep an old snapshot.
        self._seen: tuple[bytes, Snapshot] | None = None
        self._writer: IndexWriter | None = None

    @classmethod
    def create(cls, folder: Path, schema: Schema) -> Store:
        """A new, empty index in a new folder."""
        with _raising(WriteFailed, folder):
            folder.mkdir(parents=True)
            Index(schema, path=str(folder))
        return cls(folder, schema)

    def snapshot(self) -> Snapshot:
        """What was committed by now, by whatever process. Raises IndexDamaged."""
        with _raising(IndexDamaged, self.folder):
            meta = (self.folder / "meta.json").read_bytes()
            if self._seen is None or self._seen[0] != meta:
                self._index.reload()
                self._seen = meta, Snapshot(self.folder, self.schema, self._index.searcher())
            return self._seen[1]

    def delete(self, uid: str) -> None:
        """Remove a record with the next commit."""
        with _raising(WriteFailed, self.folder):
            self._open_writer().delete_documents_by_term("uid", uid)

    def add(self, document: Document) -> None:
        """Add a document with the next commit."""
        with _raising(WriteFailed, self.folder):
            self._open_writer().add_document(document)

    def commit(self) -> None:
        """Make what was deleted and added durable and visible."""
        with _raising(WriteFailed, self.folder):
            self._open_writer().commit()

    def give_up(self) -> None:
        """Forget what was not committed, and the writer with it: after an error it may be unusable."""
        self._writer = None

    def close(self) -> None:
        """Finish merging and let go of the writer."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with _raising(WriteFailed, self.folder):
                writer.wait_merging_threads()

    def _open_writer(self) -> IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        return self._writer
