"""Why a file was not kept: one class per cause."""

from __future__ import annotations

from zExceptions import Forbidden

from hoso.record.errors import RecordError


class FileRefused(RecordError):
    """A file was not kept; ``filename`` is its name as given."""

    def __init__(self, filename: str, message: str):
        self.filename = filename
        super().__init__(f"“{filename[:200]}”: {message}")


class FilenameTooLong(FileRefused):
    """There is no file name, or one longer than the bound."""

    def __init__(self, filename: str, limit: int):
        super().__init__(filename, f"tên tệp phải có từ 1 đến {limit} ký tự. Đổi tên tệp rồi gửi lại.")


class EmptyFile(FileRefused):
    """The file has no bytes."""

    def __init__(self, filename: str):
        super().__init__(filename, "tệp rỗng (0 byte). Quét hoặc sao chép lại tệp gốc rồi gửi lại.")


class FileTooLarge(FileRefused):
    """The file is larger than ``hoso.max_file_bytes`` of the site's registry."""

    def __init__(self, filename: str, limit: int):
        super().__init__(
            filename,
            f"tệp lớn hơn mức cho phép ({limit / 2**20:,.0f} MiB). Chia nhỏ tệp, "
            "hoặc nhờ quản trị tăng giới hạn hoso.max_file_bytes.",
        )


class LengthDiffers(FileRefused):
    """Fewer or more bytes came than were announced."""

    def __init__(self, filename: str, announced: int, received: int):
        super().__init__(filename, f"báo trước {announced} byte nhưng nhận được {received} byte. Gửi lại tệp.")


class DigestDiffers(FileRefused):
    """The bytes are not those whose SHA-256 was announced."""

    def __init__(self, filename: str):
        super().__init__(filename, "nội dung nhận được khác nội dung đã gửi (SHA-256 không khớp). Gửi lại tệp.")


class SameAsCurrent(FileRefused):
    """The bytes are those of the current version."""

    def __init__(self, filename: str):
        super().__init__(filename, "giống hệt phiên bản hiện có của bản ghi này; không cần thêm lần nữa.")


class NotARegularFile(FileRefused):
    """A link, a folder, a pipe or a device."""

    def __init__(self, filename: str):
        super().__init__(filename, "không phải tệp thông thường (liên kết, thư mục, thiết bị). Chép tệp thật vào đây.")


class CannotBeRead(FileRefused):
    """The file is not there or may not be read."""

    def __init__(self, filename: str, reason: str):
        super().__init__(filename, f"không đọc được ({reason}). Kiểm tra đường dẫn và quyền đọc của tệp.")


class StorageFull(FileRefused):
    """The disk of the instance has no room left."""

    def __init__(self, filename: str):
        super().__init__(filename, "ổ đĩa của hệ thống đã đầy. Giải phóng dung lượng rồi gửi lại tệp.")


class OriginalKept(RecordError, Forbidden):
    """A record with files may not be deleted by this person; on the web an answer of status 403."""

    def __init__(self, record: str):
        super().__init__(
            f"“{record}” có tệp gốc nên không thể xóa. Tài liệu chỉ được hủy theo quy trình hủy; "
            "liên hệ người quản trị."
        )
