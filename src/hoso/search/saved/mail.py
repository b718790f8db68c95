"""The text of a mail of an alert."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import formataddr, formatdate
from typing import Any

from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message

from hoso.record.i18n import _

from .novelty import Fresh
from .shelf import SavedSearch

_LONGEST_TITLE = 300


class AlertError(Exception):
    """A mail cannot be made. ``str()`` is the Vietnamese message for those who run the system."""


class NoAddress(AlertError):
    """The account has no e-mail address."""

    def __init__(self, person: str) -> None:
        super().__init__(f"Tài khoản “{person}” chưa có địa chỉ thư. Ghi địa chỉ vào tài khoản rồi cho chạy lại.")


class NoSender(AlertError):
    """The site does not say from whom its mails come."""

    def __init__(self) -> None:
        super().__init__("Trang chưa có địa chỉ thư gửi đi. Điền ở Cấu hình trang → Thư rồi cho chạy lại.")


def message(search: SavedSearch, user: Any, to: str, new: Fresh, stamp: str) -> EmailMessage:
    """The mail that tells the owner of a search what is new. Raises ``NoSender``."""
    registry = getUtility(IRegistry)
    sender, name = registry.get("plone.email_from_address"), registry.get("plone.email_from_name")
    if not sender:
        raise NoSender
    language = registry.get("plone.default_language") or "vi"

    def say(text: str | Message) -> str:
        return translate(text, target_language=language)

    mail = EmailMessage()
    mail["Subject"] = say(_("${name}: ${count} new", mapping={"name": _line(search.name), "count": _count(new)}))
    mail["From"] = formataddr((_line(name or ""), sender))
    mail["To"] = formataddr((_line(user.getProperty("fullname", "")), to))
    mail["Date"] = formatdate(localtime=True)
    # The same when the mail is sent again because it is not sure that it left.
    mail["Message-ID"] = f"<hoso.{search.id}.{stamp}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n".join(_lines(search, new, say)))
    return mail


def _lines(search: SavedSearch, new: Fresh, say: Any) -> list[str]:
    lines = [say(_("New in your saved search “${name}”:", mapping={"name": search.name})), ""]
    for record in new.records:
        reference = getattr(record, "reference", "") or getattr(record, "file_notation", "") or ""
        title = _line(" – ".join(part for part in (reference, record.title or record.id) if part))
        lines += [f"- {title[:_LONGEST_TITLE]}", f"  {search.base}/resolveuid/{record.UID()}", ""]
    if new.more:
        lines += [say(_("There are more. They come with the next mail; all of them are on the page of the search:"))]
    else:
        lines += [say(_("The page of the search, where mails can be stopped:"))]
    return [*lines, f"{search.base}/@@saved-search?id={search.id}", ""]


def _count(new: Fresh) -> str:
    return f"{len(new.records)}{'+' if new.more else ''}"


def _line(text: str) -> str:
    """A text on one line, as a heading of a mail must be."""
    return " ".join(text.split())
