"""The container that an import goes into: found by its path, and what is missing of it made as dossiers."""

from __future__ import annotations

import re
from typing import Any

from hoso.access import set_level
from hoso.language import nfc
from hoso.record.create import create
from hoso.record.interfaces import IContainerRecord
from hoso.record.origin import origin_now

from .errors import BadTarget
from .sources import container_of, remember
from .walk import DEFAULT_LIMITS

_LONGEST = 300
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def segments(into: str) -> list[str]:
    """The names of a path below the site, ``phong-ubnd/2016/Hồ sơ 12``; empty for the site itself. Raises BadTarget."""
    parts = [part.strip() for part in nfc(into).split("/") if part.strip()]
    if len(parts) > DEFAULT_LIMITS.depth:
        raise BadTarget(into[:_LONGEST], "sâu quá nhiều cấp. Hãy chọn nơi gần gốc hơn.")
    for part in parts:
        if part in (".", ".."):
            raise BadTarget(into, "không được có “.” hay “..”. Hãy ghi đường dẫn đầy đủ từ gốc của kho.")
        if _CONTROL.search(part) or len(part) > _LONGEST:
            raise BadTarget(into[:_LONGEST], "có tên quá dài hoặc có ký tự điều khiển. Hãy sửa lại tên.")
    return parts


def find(site: Any, into: str) -> tuple[Any, list[str]]:
    """The deepest container of the path that exists, and the names still missing below it. Raises BadTarget."""
    container, missing = site, segments(into)
    while missing and (found := _child(container, missing[0])) is not None:
        container = found
        del missing[0]
    if missing and container.get(missing[0]) is not None:
        raise BadTarget(into, f"“{missing[0]}” không phải hồ sơ, mục lục hay phông. Hãy chọn nơi khác.")
    return container, missing


def _child(container: Any, name: str) -> Any | None:
    """The container that a name of the path means: its id, as addresses show it, or what its folder was called."""
    child = container.get(name)
    return child if IContainerRecord.providedBy(child) else container_of(container, name)


def make(site: Any, into: str, level: str | None, run: str) -> tuple[Any, bool]:
    """The container, and whether any of it was made now; ``level`` is the access level of the first one made."""
    container, missing = find(site, into)
    for position, name in enumerate(missing):
        made = create(container, "Dossier", name, title=name, origin=origin_now("filename", into=into))
        remember(container, name, made, "", run)
        if level and position == 0:
            set_level(made, level)
        container = made
    return container, bool(missing)
