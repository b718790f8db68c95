"""Figures, sizes and moments as Vietnamese clerks write them."""

from __future__ import annotations

from datetime import date, datetime

from DateTime import DateTime

from hoso.record.i18n import _

# Of what lasts longer, minutes say nothing.
_HOURS_WITH_MINUTES = 10
_UNITS = ("byte", "kB", "MB", "GB", "TB")


def count(number: int) -> str:
    """1284 → ``1.284``."""
    return f"{number:,}".replace(",", ".")


def size(length: int) -> str:
    """Bytes → ``1,2 MB``, in steps of 1,000 as storage is sold."""
    value = float(length)
    for unit in _UNITS:
        if value < 999.95 or unit == _UNITS[-1]:
            break
        value /= 1000
    return f"{length} byte" if unit == "byte" else f"{value:.1f} {unit}".replace(".", ",")


def percent(value: float) -> str:
    """A value of 0-100 → ``98 %``."""
    return f"{value:.0f} %"


def day(value: date | None) -> str:
    """A day → ``30/06/2016``; nothing for none."""
    return value.strftime("%d/%m/%Y") if value else ""


def moment(value: datetime | DateTime | None) -> str:
    """A moment → ``30/06/2016 14:05``, in the server's time zone; nothing for none."""
    if isinstance(value, DateTime):
        value = value.asdatetime()
    if value is None:
        return ""
    return (value.astimezone() if value.tzinfo else value).strftime("%d/%m/%Y %H:%M")


def duration(seconds: float) -> str:
    """A length of time, no finer than it is worth: a message, to be translated."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("less than a minute")
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return _("${minutes} minutes", mapping={"minutes": str(minutes)})
    if hours >= _HOURS_WITH_MINUTES:
        return _("${hours} hours", mapping={"hours": count(hours)})
    return _("${hours} hours ${minutes} minutes", mapping={"hours": str(hours), "minutes": str(minutes)})


def clock(value: datetime) -> str:
    """A moment of today as ``16 giờ 25``, of another day with its date: a message, to be translated."""
    here = value.astimezone()
    time = {"hour": str(here.hour), "minute": f"{here.minute:02}"}
    if here.date() == datetime.now().astimezone().date():
        return _("${hour}:${minute}", mapping=time)
    return _("${hour}:${minute} on ${day}", mapping={**time, "day": day(here.date())})
