"""Forms on a page to print; with ``?format=docx`` or ``?format=xlsx`` the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from hoso import lists
from hoso.lists import book, codes, word
from hoso.lists.wording import DOTS
from hoso.record.i18n import _
from hoso.ui.frame import Problem, Screen, parameters
from hoso.ui.frame.navigation import Link
from hoso.ui.lists.sending import made_file


class PrintedScreen(Screen):
    """What all pages to print have in common. A subclass says what it is made of, and how each format is written."""

    help: ClassVar[str] = "lists"
    section = "archive"
    scripts = (*Screen.scripts, "print")
    parts = ViewPageTemplateFile("parts.pt")
    page: ClassVar[Any]
    formats: ClassVar[tuple[str, ...]] = ("docx",)
    body: Any = None

    def prepare(self) -> None:
        wanted = parameters.text(self.request.form, "format")
        if wanted and wanted not in self.formats:
            raise Problem(
                _("There is no such form of this list. Choose one on the page."), link=self.address, label=self.title
            )
        self.at = datetime.now()
        try:
            self.made = self.make()
        except lists.ListError as error:
            raise Problem(error.message, link=self.context.absolute_url(), label=self.context.title) from error
        if wanted:
            self.body = made_file(self.request, self.file_name, f".{wanted}", self.writer(wanted))

    def index(self) -> Any:
        """The page, or the file that was asked for."""
        return self.page() if self.body is None else self.body

    def make(self) -> Any:
        """What is shown and written."""
        raise NotImplementedError

    def writer(self, wanted: str) -> Any:
        """What writes it to a path in one of the ``formats``."""
        raise NotImplementedError

    @property
    def address(self) -> str:
        """The address of the page itself."""
        return f"{self.context.absolute_url()}/@@{self.__name__}"

    @property
    def downloads(self) -> list[Link]:
        """The same as a file."""
        labels = {"docx": _("As .docx"), "xlsx": _("As .xlsx")}
        return [Link(f"{self.address}?format={each}", labels[each]) for each in self.formats]

    @property
    def file_name(self) -> str:
        """What the file is called, without its suffix."""
        number = getattr(self.context, "file_notation", None) or self.context.title
        return f"{self.vietnamese_name} {number}"

    vietnamese_name: ClassVar[str] = ""

    @property
    def title(self) -> str:
        return f"{self.vietnamese_name}: {self.context.title}"


class ListScreen(PrintedScreen):
    """A list in columns."""

    page = ViewPageTemplateFile("list.pt")
    formats = ("docx", "xlsx")

    def writer(self, wanted: str) -> Any:
        if wanted == "xlsx":
            return lambda path: book.write_printed(self.made, path)
        return lambda path: word.write_printed(self.made, path, at=self.at)

    @cached_property
    def columns(self) -> list[tuple[str, str, str]]:
        """Title, share of the width, class of each column."""
        columns = self.made.columns
        whole = sum(column.width for column in columns)
        shares = (f"{each.width * 100 / whole:.2f}%" for each in columns)
        return [
            (each.title, share, "n" if each.align == "right" else None)
            for each, share in zip(columns, shares, strict=True)
        ]

    @property
    def lines(self) -> Iterator[dict[str, Any]]:
        """The rows: ``heading`` over all columns, or ``cells`` with the class of each."""
        classes = [css for _title, _width, css in self.columns]
        for row in self.made.rows:
            if isinstance(row, lists.Heading):
                yield {"heading": row.text}
            else:
                yield {"heading": None, "cells": list(zip(row, classes, strict=True))}

    @property
    def signer(self) -> str:
        """The name under “Người lập”."""
        return self.person


class DocumentListScreen(ListScreen):
    """``@@document-list`` of a dossier."""

    vietnamese_name = "Mục lục văn bản, tài liệu"

    def make(self) -> lists.PrintedList:
        return lists.document_list(self.context, self.at)


class DossierListScreen(ListScreen):
    """``@@dossier-list`` of a fonds or a series."""

    vietnamese_name = "Mục lục hồ sơ"

    def make(self) -> lists.PrintedList:
        return lists.dossier_list(self.context, self.at)


class CoverScreen(PrintedScreen):
    """``@@cover`` of a dossier."""

    page = ViewPageTemplateFile("cover.pt")
    vietnamese_name = "Bìa hồ sơ"

    def make(self) -> lists.Cover:
        return lists.cover_of(self.context, self.at.date())

    def writer(self, wanted: str) -> Any:
        return lambda path: word.write_cover(self.made, path, at=self.at)

    dots = DOTS

    @property
    def code(self) -> str:
        """The picture of the code that opens the dossier."""
        return codes.as_image(self.made.url)


class LabelScreen(PrintedScreen):
    """``@@box-labels`` of a fonds, a series or a dossier."""

    page = ViewPageTemplateFile("labels.pt")
    vietnamese_name = "Nhãn hộp"

    def make(self) -> list[lists.Label]:
        labels = lists.box_labels(self.context)
        if not labels:
            raise Problem(
                _("No dossier here has a box. Enter the box in the description of the dossier first."),
                status=404,
                link=self.context.absolute_url(),
                label=self.context.title,
            )
        return labels

    def writer(self, wanted: str) -> Any:
        return lambda path: word.write_labels(self.made, path, at=self.at)

    def code(self, label: lists.Label) -> str:
        """The picture of the code that opens the first dossier of a box."""
        return codes.as_image(label.url)
