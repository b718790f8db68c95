"""What a profile cannot say: steps that run after the default profile was applied."""

from __future__ import annotations

from typing import Any

from zope.component.hooks import getSite

from hoso.access.install import install as install_access


def after_default(tool: Any) -> None:
    """Give the site what its rooms need beyond XML; safe to run again."""
    install_access(getSite())
