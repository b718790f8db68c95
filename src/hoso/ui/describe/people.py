"""Names of people and the hour, as messages say them."""

from __future__ import annotations

from datetime import datetime

from plone import api

from hoso.record.i18n import _


def name_of(user_id: str | None) -> str:
    """A person's full name, or the id where there is none."""
    user = api.user.get(userid=user_id) if user_id else None
    return (user.getProperty("fullname", "") if user else "") or user_id or ""


def clock(moment: datetime) -> str:
    """When it was, in the server's time zone: today the hour alone."""
    local = moment.astimezone()
    parts = {"hour": str(local.hour), "minute": f"{local.minute:02}", "day": f"{local:%d/%m/%Y}"}
    if local.date() == datetime.now().astimezone().date():
        return _("${hour}:${minute}", mapping=parts)
    return _("${hour}:${minute} on ${day}", mapping=parts)
