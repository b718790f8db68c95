"""Actions: what happens on a click. Following a link stays, everything else is left out."""

from __future__ import annotations

import pikepdf

from .report import Report

_ADMITTED = ("/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm")
_NAMED = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage")


def mend_action(action: pikepdf.Object, report: Report) -> bool:
    """Whether an action may stay; those that follow it are left out where they may not."""
    if not isinstance(action, pikepdf.Dictionary):
        return False
    kind = str(action.get("/S"))
    if kind not in _ADMITTED or (kind == "/Named" and str(action.get("/N")) not in _NAMED):
        return False
    if "/Next" in action:
        del action["/Next"]
        report.change("script")
    return True


def mend_outline(document: pikepdf.Pdf, report: Report) -> None:
    """Mend the actions of the document's table of contents."""
    first = document.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")
    waiting, seen = [first], set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        if "/A" in item and not mend_action(item.A, report):
            del item["/A"]
            report.change("script")
        waiting += [item.get("/Next"), item.get("/First")]
