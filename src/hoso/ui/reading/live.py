"""Figures for the script that renews them: the same that the page was made with, as JSON."""

from __future__ import annotations

import json
from typing import Any

from Products.Five.browser import BrowserView
from zope.i18n import translate

from hoso.home import Home
from hoso.ingest import import_named, progress_of
from hoso.ui.frame import parameters
from hoso.ui.reading.figures import Figure, ReadingFigures
from hoso.ui.reading.importing import figures_of, may_see


class Live(BrowserView):
    """``{"busy": …, "share": 0…1000, "figures": {name: [value, note]}}``."""

    def __call__(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json")
        self.request.response.setHeader("Cache-Control", "no-store")
        return json.dumps(self.answer())

    def answer(self) -> dict[str, Any]:
        """What to show; of nothing there is nothing."""
        return {}

    def _told(self, busy: bool, done: int, total: int, figures: list[Figure]) -> dict[str, Any]:
        def words(text: str) -> str:
            return translate(text, context=self.request)

        return {
            "busy": busy,
            "share": share(done, total),
            "figures": {each.name: [words(each.value), words(each.note)] for each in figures},
        }


class LiveReading(Live):
    """``@@reading-live``."""

    def answer(self) -> dict[str, Any]:
        now = ReadingFigures(Home.from_environment())
        return self._told(now.busy, *now.pages, now.figures())


class LiveImport(Live):
    """``@@import-live?name=…``."""

    def answer(self) -> dict[str, Any]:
        home = Home.from_environment()
        found = import_named(home, parameters.text({"name": str(self.request.form.get("name", ""))[:100]}, "name"))
        if found is None or not may_see(found):
            return {}
        now = progress_of(home, found)
        done, total = (now.files, now.files_total) if now else (0, 0)
        return self._told(found.running, done, total, figures_of(found, now))


def share(done: int, total: int) -> int:
    """How much is done, of a thousand."""
    return 1000 * done // total if total else 0
