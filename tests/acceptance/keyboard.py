"""Going through a page as somebody without a mouse does."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def tab_to(page: Page, locator: Locator, limit: int = 150) -> None:
    """Go on with the tab key until the element has the focus."""
    for _ in range(limit):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{locator} is not reached by the keyboard")


def follow(page: Page, locator: Locator) -> None:
    """Go to a link or button by keys and press it."""
    tab_to(page, locator)
    page.keyboard.press("Enter")
