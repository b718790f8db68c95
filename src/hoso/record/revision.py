"""How often what is known of a record changed: a number that only rises, kept on the record itself.

An index entry of a record depends on the record and on what stands above it (names, rights, the shelf). So a record
has two counters, and its revision is its own plus what its containers hand down: a change of a dossier raises the
revision of everything inside without a write to any of it.
"""

from __future__ import annotations

from typing import Any

from Acquisition import aq_base, aq_chain

from hoso.record.interfaces import IRecord


def revision(obj: Any) -> int:
    """The revision of a record: greater after every change that matters to it, never smaller."""
    return aq_base(obj).record_revision + _handed_down(obj)


def raise_revision(obj: Any, *, subtree: bool = False) -> int:
    """Count a change and return the new revision; ``subtree`` counts it for every record inside, too."""
    base = aq_base(obj)
    if subtree:
        base.record_subtree_revision += 1
    else:
        base.record_revision += 1
    return revision(obj)


def keep_rising(obj: Any, old_parent: Any) -> None:
    """After a move out of ``old_parent``: keep the revision of the record, and of all inside, above what it was."""
    base = aq_base(obj)
    before = base.record_subtree_revision + _handed_down(old_parent)
    base.record_subtree_revision += max(0, before - _handed_down(obj)) + 1


def _handed_down(obj: Any) -> int:
    return sum(aq_base(above).record_subtree_revision for above in aq_chain(obj) if IRecord.providedBy(above))
