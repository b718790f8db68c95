"""Markers of this room."""

from zope.interface import Interface


class IFoundPage(Interface):
    """A page that the site's editors write and that search finds besides records; put on the stock types by ZCML."""
