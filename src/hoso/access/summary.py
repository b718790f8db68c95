"""Summaries of records in answers of the REST interface."""

from __future__ import annotations

from typing import Any

from AccessControl import getSecurityManager
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from Products.CMFCore.permissions import View
from zope.component import adapter
from zope.interface import Interface

from hoso.record.interfaces import IRecord


@adapter(IRecord, Interface)
class RecordSummary(DefaultJSONSummarySerializer):
    """Empty for whoever may not see the record: plone.restapi summarises the container of what it shows unasked."""

    def __call__(self) -> dict[str, Any]:
        """The summary as JSON-compatible values."""
        return super().__call__() if getSecurityManager().checkPermission(View, self.context) else {}
