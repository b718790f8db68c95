"""What tells a site with Hoso from others of the same process."""

from plone.theme.interfaces import IDefaultPloneLayer


class IHosoLayer(IDefaultPloneLayer):
    """Requests to a site in which Hoso is installed."""
