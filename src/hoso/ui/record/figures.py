"""What a container is at a glance, and what is still missing in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from hoso.record import register
from hoso.record.codes import dossier_code
from hoso.record.i18n import _
from hoso.record.interfaces import IDossier, IFonds, ISeries
from hoso.record.selection import Selection
from hoso.record.values import field_of
from hoso.ui.frame import wording
from hoso.ui.record.description import value_lines


class Figure(NamedTuple):
    """A figure on the ruled line; ``small`` is its unit."""

    label: str
    value: str
    small: str = ""


class Condition(NamedTuple):
    """Something a complete dossier has; ``url`` leads to what is missing, ``detail`` says more about it."""

    met: bool
    label: str
    detail: str = ""
    url: str = ""


def figures(record: Any, rows: int) -> list[Figure]:
    """The figures of a container whose reader may see so many rows; only those that are known."""
    if IDossier.providedBy(record):
        found = [
            Figure(_("Code of the dossier"), str(dossier_code(record))),
            Figure(_("Time"), _span(record.start_date, record.end_date)),
            Figure(_("Retention period"), _words(record, "retention")),
            Figure(_("Languages"), _words(record, "languages")),
            Figure(_("Documents"), wording.count(rows)),
            Figure(_("Sheets"), wording.count(record.sheet_count) if record.sheet_count else ""),
        ]
    elif ISeries.providedBy(record):
        found = [
            Figure(_("Number of the catalogue"), _words(record, "number")),
            Figure(_("Years"), _words(record, "years")),
            Figure(_("Dossiers"), wording.count(rows)),
        ]
    elif IFonds.providedBy(record):
        found = [
            Figure(_("Code of the fonds"), _words(record, "organ_id")),
            Figure(_("Creator of the fonds"), _words(record, "creator_authority")),
            Figure(_("Time of the records"), _words(record, "archives_time")),
            Figure(_("In the register"), wording.count(rows)),
        ]
    else:
        found = []
    return [figure for figure in found if figure.value]


def conditions(dossier: Any, visible: Selection) -> list[Condition]:
    """What a dossier should have, met and unmet together, as far as its register tells."""
    known = register.undescribed(dossier)
    missing = sum(visible.shows(uid) for uid, _value in known.slice(0, len(known))) if known else 0
    numbered, highest = register.numbering(dossier)
    found = [
        Condition(False, _("${count} documents not described yet", mapping={"count": wording.count(missing)}), "",
                  f"{dossier.absolute_url()}?show=undescribed")
        if missing
        else Condition(True, _("All documents are described")),
    ]  # fmt: skip
    if numbered and (numbered, numbered) != (highest, visible.total):
        mapping = {"highest": wording.count(highest), "numbered": wording.count(numbered)}
        detail = _("numbered up to ${highest}, ${numbered} documents have a number", mapping=mapping)
        found.append(Condition(False, _("Numbers in the dossier have gaps or doubles"), detail))
    elif numbered:
        found.append(Condition(True, _("Numbered without gaps from 1 to ${last}", mapping={"last": highest})))
    stated = dossier.total_documents
    if stated is not None and stated != visible.total:
        mapping = {"stated": wording.count(stated), "kept": wording.count(visible.total)}
        found.append(Condition(False, _("${stated} documents stated, ${kept} are here", mapping=mapping)))
    if not dossier.retention:
        found.append(Condition(False, _("No retention period yet"), "", f"{dossier.absolute_url()}/edit"))
    return found


def _span(first: Any, last: Any) -> str:
    """From the first to the last date, each as written."""
    return " – ".join(dict.fromkeys(str(date) for date in (first, last) if date))


def _words(record: Any, name: str) -> str:
    return ", ".join(value_lines(field_of(record.portal_type, name), record))
