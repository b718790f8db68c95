"""Screens whose forms carry their own tokens."""

from __future__ import annotations

from typing import Any

from plone.protect.authenticator import createToken
from plone.protect.auto import ProtectTransform


class OwnTokens:
    """A screen that puts ``view/token`` into each of its forms that write.

    plone.protect then need not read every answer as a tree of elements, put a token into each form and write it out
    again, which costs as much as making a page of a hundred rows.
    """

    @property
    def token(self) -> str:
        """What a form that writes sends as ``_authenticator``."""
        return createToken()


class CheckedOnly(ProtectTransform):
    """plone.protect's step for these screens: what a request writes is checked as ever, the answer stays as it is."""

    def transform(self, result: Any, encoding: str) -> None:
        """Put nothing in."""
