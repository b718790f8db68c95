"""Which lists there are of a record, for the screens that show it."""

from __future__ import annotations

from typing import Any

from hoso.record.i18n import _
from hoso.record.interfaces import IContainerRecord, IDossier, IFonds, ISeries
from hoso.record.shelf import address
from hoso.ui.frame.navigation import Link


def lists_for(record: Any) -> list[Link]:
    """The lists, covers and tables of a record that its reader may open; none of what holds no others."""
    if not IContainerRecord.providedBy(record):
        return []
    url = record.absolute_url()
    links = []
    if IDossier.providedBy(record):
        links.append(Link(f"{url}/@@document-list", _("Document list")))
        links.append(Link(f"{url}/@@cover", _("Dossier cover")))
    if IFonds.providedBy(record) or ISeries.providedBy(record):
        links.append(Link(f"{url}/@@dossier-list", _("Dossier list")))
        links.append(Link(f"{url}/@@box-labels", _("Box labels")))
    elif address(record).box:
        links.append(Link(f"{url}/@@box-labels", _("Box label")))
    links.append(Link(f"{url}/@@register-xlsx", _("Register as .xlsx")))
    return links
