"""The root of this room's errors: one class per cause, a message for people that names the remedy."""

from __future__ import annotations


class RecordError(Exception):
    """A record refused what was asked. ``str()`` is the Vietnamese message for the person who asked."""


class UnknownType(RecordError):
    """The site has no such type of record."""

    def __init__(self, portal_type: str):
        super().__init__(
            f"Không có loại bản ghi “{portal_type}”. Kiểm tra tên loại, hoặc cài đặt lại hồ sơ cấu hình của Hoso."
        )


class WrongPlace(RecordError):
    """The container does not take records of this type."""

    def __init__(self, portal_type: str, container: str):
        super().__init__(
            f"Không thể đặt bản ghi loại “{portal_type}” vào “{container}”. Chọn nơi khác, "
            "ví dụ một hồ sơ cho văn bản, một phông hoặc mục lục cho hồ sơ."
        )


class UnknownField(RecordError):
    """The type has no such field."""

    def __init__(self, portal_type: str, field: str):
        super().__init__(f"Loại bản ghi “{portal_type}” không có trường “{field}”. Kiểm tra tên trường.")


class ValueRefused(RecordError):
    """A value breaks the rules of its field; ``field`` is its name and ``reason`` the rule it breaks."""

    def __init__(self, record: str, field: str, reason: str):
        self.field = field
        self.reason = reason
        super().__init__(f"“{record}”: giá trị của trường “{field}” không hợp lệ ({reason}). Sửa giá trị rồi thử lại.")
