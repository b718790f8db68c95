"""The content classes behind the types."""

from __future__ import annotations

from plone.dexterity.content import Container, FTIAwareSpecification, Item
from zope.interface import implementer

from hoso.record.interfaces import (
    IArchivalDocument,
    IAuthority,
    IDossier,
    IFonds,
    ILegalAct,
    ISeries,
)


class Record:
    """What all records have in common."""

    # A plain class before Dexterity's would hide that the type's schema is provided, too.
    __providedBy__ = FTIAwareSpecification()

    # Rights are computed whole from the table of hoso.access; roles of a folder above must not flow in.
    __ac_local_roles_block__ = True

    # Counters of hoso.record.revision; on the class so that a record without changes stores nothing.
    record_revision = 0
    record_subtree_revision = 0

    def cb_isCopyable(self) -> bool:
        """An original exists once: a document is placed in further dossiers, never copied."""
        return False


class ContainerRecord(Record, Container):
    """A record with records inside; their order is kept by its register, not by the folder."""

    _ordering = "unordered"


class FiledRecord(Record, Item):
    """A record with files."""

    @property
    def reference(self) -> str:
        """Number and symbol as one writes them: ``1004/QĐ-UBND``, ``08-NQ/TU``; empty when neither is known."""
        number, notation = self.code_number or "", self.code_notation or ""
        separator = "/" if number and notation and notation[0] not in "/-" else ""
        return f"{number}{separator}{notation}"


@implementer(IAuthority)
class Authority(Record, Item):
    """An authority."""


@implementer(IFonds)
class Fonds(ContainerRecord):
    """A fonds."""


@implementer(ISeries)
class Series(ContainerRecord):
    """A series."""


@implementer(IDossier)
class Dossier(ContainerRecord):
    """A dossier."""


@implementer(IArchivalDocument)
class ArchivalDocument(FiledRecord):
    """A document of an archive."""


@implementer(ILegalAct)
class LegalAct(FiledRecord):
    """A legal act."""
