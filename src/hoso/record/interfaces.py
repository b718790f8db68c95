"""What the other rooms may rely on: marker interfaces of the types, and the events this room fires."""

from plone.locking.interfaces import ITTWLockable
from zope.interface import Attribute, Interface
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


class IRecord(ITTWLockable):
    """Anything this room keeps. Lockable by itself, so that our locks come before those for all that is lockable."""


class IContainerRecord(IRecord):
    """A record that holds others and has a register of them."""


class IFiled(IRecord):
    """A record that has file versions."""


class IAuthority(IRecord):
    """An authority (cơ quan, tổ chức), with names and codes that change over time."""


class IFonds(IContainerRecord):
    """The records of one creator (phông lưu trữ)."""


class ISeries(IContainerRecord):
    """A part of a fonds with a catalogue of its own (mục lục)."""


class IDossier(IContainerRecord):
    """The documents of one matter (hồ sơ), the unit that stands on a shelf."""


class IArchivalDocument(IFiled):
    """A document of an archive (văn bản, tài liệu)."""


class ILegalAct(IFiled):
    """A legal act (văn bản quy phạm pháp luật, quyết định)."""


class IRecordChanged(Interface):
    """Something other rooms may keep a copy of is different now; fired inside the transaction of the change."""

    object = Attribute("The record; after a removal no longer in its container")
    uid = Attribute("The record's UID, valid also when the record is gone")
    reason = Attribute("added | described | moved | removed | rights | file | read")
    subtree = Attribute("Whether what is derived from the records inside it changes too")


class IFileVersionAdded(Interface):
    """A file version was added to a record."""

    object = Attribute("The record")
    version = Attribute("The FileVersion")


class IValuesSet(IObjectModifiedEvent):
    """Values were set together with their origin, so nobody need guess it."""

    origin = Attribute("The Origin that all of the changed values have")
