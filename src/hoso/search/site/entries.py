"""A record, or a page of the site, as an index entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from Acquisition import aq_chain
from lxml.html import fromstring
from plone.app.textfield.interfaces import IRichTextValue
from plone.uuid.interfaces import IUUID
from zope.schema.interfaces import IChoice, ICollection, IText

from hoso.access import as_open_as, level, tokens
from hoso.language import PartialDate, nfc
from hoso.pages import reading, state
from hoso.record.interfaces import IDossier, IFiled, IFonds, IRecord
from hoso.record.origin import is_described
from hoso.record.register import placements
from hoso.record.revision import revision
from hoso.record.shelf import address
from hoso.record.terms import LISTS, term
from hoso.record.values import fields_of
from hoso.search.contract import DocumentEntry
from hoso.search.signature import signature

from .interfaces import IFoundPage
from .places import address_key, as_open
from .quality import quality

# Shown and searched as fields of their own.
_APART = frozenset({"title", "code_number", "code_notation", "organ_name"})


def all_uids(site: Any) -> list[str]:
    """The UIDs of everything in the site's catalog, indexed by us or not."""
    return list(site.portal_catalog._catalog.getIndex("UID")._index.keys())


def is_indexed(obj: Any) -> bool:
    """Whether there is an entry for this object."""
    return IRecord.providedBy(obj) or IFoundPage.providedBy(obj)


def revision_of(obj: Any) -> int:
    """The revision under which the object stands in the index.

    A record's own counter; of the site's other pages the number of the transaction that wrote it, which is known
    because the entry is made after that transaction, and enough because it depends on that object alone.
    """
    if IRecord.providedBy(obj):
        return revision(obj)
    return int.from_bytes(obj._p_serial, "big")


def entry_of(obj: Any) -> DocumentEntry:
    """The whole entry of an object, in its present state."""
    return _record_entry(obj) if IRecord.providedBy(obj) else _page_entry(obj)


def _record_entry(obj: Any) -> DocumentEntry:
    day = _first_day(obj)
    fonds = next((above for above in aq_chain(obj) if IFonds.providedBy(above)), None)
    allowed = tokens(obj)
    # A record may be more open than its fonds: then it is not to be found by a name that its readers may not see.
    fonds_title = nfc(fonds.title) if fonds is not None and as_open(fonds, allowed) else ""
    shelf = address(obj)
    progress = state(obj)
    pages = [nfc(text) for text in _page_texts(obj)]
    return DocumentEntry(
        uid=IUUID(obj),
        revision=revision(obj),
        path="/".join(obj.getPhysicalPath()),
        kind=obj.portal_type,
        title=nfc(obj.title or obj.id),
        number=nfc(_number(obj)),
        doc_type=getattr(obj, "document_type", None) or "",
        type_names=_type_names(getattr(obj, "document_type", None) or ""),
        authority=nfc(getattr(obj, "organ_name", None) or ""),
        signer=nfc(getattr(obj, "signer", None) or ""),
        dossiers=list(_dossier_names(obj)),
        fonds=IUUID(fonds) if fonds is not None else "",
        fonds_title=fonds_title,
        year=day.year if day else None,
        date=int(day.strftime("%Y%m%d")) if day else None,
        state=progress.name,
        allowed=allowed,
        words=[nfc(word) for word in _words(obj)],
        inside=_inside(obj),
        subjects=_several(getattr(obj, "subject_field", None)),
        keywords=_several(getattr(obj, "keywords", None)),
        level=level(obj),
        states=_states(obj, progress.name),
        quality=quality(obj),
        address_key=address_key(obj, allowed),
        signature=signature(pages),
        pages=pages,
        place={
            "fonds": shelf.fonds,
            "series": shelf.series,
            "dossier": _dossier_title(obj),
            "shelf": shelf.text,
            "sheets": shelf.sheets,
        },
        fields={
            "date_text": _date_text(obj),
            "described": is_described(obj),
            "reading": list(progress),
        },
    )


def _states(obj: Any, reading: str) -> list[str]:
    """Whether it is described and how its reading stands; nothing is told apart that changes while it is read."""
    described = "described" if is_described(obj) else "undescribed"
    return [described, {"reading": "waiting"}.get(reading, reading)]


def _several(text: str | None) -> list[str]:
    """What stands between the semicolons of a text."""
    return [part for each in nfc(text or "").split(";") if (part := " ".join(each.split()))]


def _page_entry(obj: Any) -> DocumentEntry:
    text = getattr(obj, "text", None)
    body = _plain(text.output_relative_to(obj)) if IRichTextValue.providedBy(text) else ""
    effective = obj.effective_date or obj.created()
    return DocumentEntry(
        uid=IUUID(obj),
        revision=revision_of(obj),
        path="/".join(obj.getPhysicalPath()),
        kind=obj.portal_type,
        title=nfc(obj.Title()),
        year=effective.year(),
        date=int(effective.strftime("%Y%m%d")),
        allowed=tokens(obj),
        words=[nfc(obj.Description()), nfc(body)],
    )


def _inside(obj: Any) -> list[str]:
    """The UIDs of what the record lies in, from its dossier upwards, and of the dossiers it is placed in."""
    above = [IUUID(each) for each in aq_chain(obj)[1:] if IRecord.providedBy(each)]
    return above + [placement.dossier_uid for placement in placements(obj)]


def _number(obj: Any) -> str:
    return getattr(obj, "reference", "") or getattr(obj, "file_notation", "") or ""


def _first_day(obj: Any) -> date | None:
    written = _written_date(obj)
    return written.first if written else None


def _date_text(obj: Any) -> str:
    written = _written_date(obj)
    return written.text if written else ""


def _written_date(obj: Any) -> PartialDate | None:
    return getattr(obj, "issued_date", None) or getattr(obj, "start_date", None)


def _dossier_title(obj: Any) -> str:
    """The title of the dossier that the record lies in; of a dossier, that of the one around it."""
    return next((above.title for above in aq_chain(obj)[1:] if IDossier.providedBy(above)), "")


def _dossier_names(obj: Any) -> Iterator[str]:
    """Numbers and titles of the dossiers around a record and of a dossier itself, but of those that not everybody
    may see who may see the record: by its level nothing is more open than its dossier, by the table it might be.
    """
    for dossier in aq_chain(obj):
        if IDossier.providedBy(dossier) and as_open_as(dossier, obj):
            yield from (nfc(name) for name in (dossier.file_notation, dossier.title) if name)


def _type_names(key: str) -> list[str]:
    """What people call a type of document: its name, its code, other names."""
    found = term("document_types", key)
    return [name for name in (found.label_vi, found.code, *found.aliases) if name] if found else []


def _words(obj: Any) -> Iterator[str]:
    """Every text of the description, terms by their Vietnamese names."""
    for name, field in fields_of(obj.portal_type).items():
        value = getattr(obj, name, None)
        if name in _APART or not value:
            continue
        if isinstance(value, PartialDate):
            yield value.text
        elif IChoice.providedBy(field):
            yield _label(field, value)
        elif ICollection.providedBy(field):
            yield from (_label(field.value_type, item) for item in value if isinstance(item, str))
        elif IText.providedBy(field):
            yield value


def _label(field: Any, value: str) -> str:
    name = (getattr(field, "vocabularyName", None) or "").removeprefix("hoso.")
    found = term(name, value) if name in LISTS else None
    return found.label_vi if found else value


def _page_texts(obj: Any) -> Iterator[str]:
    found = reading(obj) if IFiled.providedBy(obj) else None
    if found is not None:
        yield from (page.text for page in found.pages())


def _plain(html: str) -> str:
    return fromstring(html).text_content() if html.strip() else ""
