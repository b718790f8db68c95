"""What a profile cannot say: steps that run after the default profile was applied."""

from __future__ import annotations

from typing import Any


def after_default(tool: Any) -> None:
    """Give the site what its rooms need beyond XML; safe to run again."""
