"""What is to be done with every chosen record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from hoso.record.errors import RecordError

Kind = Literal["set", "clear", "replace", "number", "sheets", "move"]
KINDS: tuple[Kind, ...] = get_args(Kind)

FIELDS = (
    "document_type", "code_number", "code_notation", "issued_date", "organ_name", "use_regime", "confidence_level",
    "condition", "keywords", "retention", "store", "rack", "box",
)  # fmt: skip
"""What may be set or cleared in many records at once, of those that have the field."""


class ChangeRefused(RecordError):
    """A change that says too little; the message names what to fill in."""


@dataclass(frozen=True)
class Change:
    """One change; raises ``ChangeRefused``.

    ``set``: give ``field`` the value ``text``. ``clear``: take its value away. ``replace``: put ``by`` wherever the
    title has ``text``. ``number``: number the records ``first``, ``first + 1`` … ``sheets``: number their sheets from
    ``first`` on, each keeping as many as it has. ``move``: to the dossier with the UID ``text``.
    """

    kind: Kind
    field: str = ""
    text: str = ""
    by: str = ""
    first: int = 1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ChangeRefused("Chọn việc cần làm.")
        if self.kind in ("set", "clear") and self.field not in FIELDS:
            raise ChangeRefused("Chọn trường cần sửa.")
        if self.kind == "set" and not self.text.strip():
            raise ChangeRefused("Gõ giá trị mới; muốn bỏ trống thì chọn “Xóa giá trị”.")
        if self.kind == "replace" and not self.text.strip():
            raise ChangeRefused("Gõ chữ cần thay trong trích yếu.")
        if self.kind == "move" and not self.text:
            raise ChangeRefused("Chọn hồ sơ nhận.")
