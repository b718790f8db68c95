"""From one version of the default profile to the next. Each step may be run again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.component.hooks import getSite

from hoso.record import register
from hoso.record.interfaces import IContainerRecord, IRecord
from hoso.setup.install import tell_roles

_PROFILE = "profile-hoso:default"
# Between two of these, what was woken goes to sleep again.
_AWAKE = 500


def to_2(tool: Any) -> None:
    """Registers note anew what their rows differ in; the catalog gets the columns of lists, and who last had a hand
    in each record; the registry gets what lists ask for; Plone's frame gets our face.
    """
    for step in ("catalog", "plone.app.registry", "browserlayer", "viewlets"):
        tool.runImportStepFromProfile(_PROFILE, step, run_dependencies=False)
    tell_roles(getSite())
    catalog = getSite().portal_catalog
    for path, record in _records(catalog):
        if IContainerRecord.providedBy(record):
            register.rebuild(record)
        catalog.catalog_object(record, path, idxs=["changed_by", "number"], update_metadata=True)


def to_3(tool: Any) -> None:
    """Plone's frame loses its portlets; the registry gets the abbreviations of the archive."""
    tool.runImportStepFromProfile(_PROFILE, "portlets", run_dependencies=False)
    records = getUtility(IRegistry).records
    kept = {name: record.value for name, record in records.items()}
    tool.runImportStepFromProfile(_PROFILE, "plone.app.registry", run_dependencies=False)
    for name, value in kept.items():
        if records[name].value != value:
            records[name].value = value


def _records(catalog: Any) -> Iterator[tuple[str, Any]]:
    for number, path in enumerate(list(catalog._catalog.uids), start=1):
        record = catalog.unrestrictedTraverse(path, None)
        if IRecord.providedBy(record):
            yield path, record
        if number % _AWAKE == 0:
            catalog._p_jar.cacheGC()
