"""The engine that needs no server: two tantivy indexes on the local disk, written by the worker alone.

``<folder>/documents-<n>/`` and ``pages-<n>/`` are generation n; ``current.json`` names the live one and is replaced
in one step. Not for network file systems: the indexes are mapped into memory.
"""

from hoso.search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
