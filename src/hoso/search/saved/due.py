"""When the next mail of an alert is due: in the morning, daily or on Mondays."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Literal

_AT = time(7)
_MONDAY = 0


def next_due(frequency: Literal["daily", "weekly"], after: float) -> float:
    """The first seven o'clock after a moment, or the first on a Monday; in seconds since the epoch, local time."""
    moment = datetime.fromtimestamp(after)
    day = datetime.combine(moment.date(), _AT)
    while day <= moment or (frequency == "weekly" and day.weekday() != _MONDAY):
        day += timedelta(days=1)
    return day.timestamp()
