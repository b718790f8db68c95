"""Why a file cannot be read at all: one class per cause, each message in Vietnamese and naming the remedy.

A page that cannot be read is no error but a page of source ``failed``; its reasons stand in ``reasons``.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class UnreadableFile(Exception):
    """A file that cannot be read.

    ``code`` is stable and meant for programs, ``message_vi`` (also ``str(error)``) for people; ``path`` is the file.
    """

    code: ClassVar[str]
    explanation: ClassVar[str]

    def __init__(self, path: Path, **details: object) -> None:
        self.path = Path(path)
        self.message_vi = f"Tệp “{self.path.name}”: {self.explanation.format(**details)}"
        super().__init__(self.message_vi)


class MissingFile(UnreadableFile):
    code = "missing"
    explanation = "không tìm thấy. Hãy kiểm tra lại đường dẫn."


class NotAFile(UnreadableFile):
    code = "not_a_file"
    explanation = "không phải là tệp thông thường (thư mục hoặc thiết bị). Hãy chọn một tệp PDF, TIFF, JPEG hoặc PNG."


class ForbiddenFile(UnreadableFile):
    code = "forbidden"
    explanation = "hệ thống không có quyền đọc. Hãy cấp quyền đọc tệp cho tài khoản chạy Hoso."


class EmptyFile(UnreadableFile):
    code = "empty"
    explanation = "rỗng (0 byte). Hãy chép lại tệp từ nguồn."


class TooLargeFile(UnreadableFile):
    code = "too_large"
    explanation = "lớn {bytes} byte, vượt giới hạn {limit} byte. Hãy tách thành nhiều tệp nhỏ hơn."


class NotSupportedFile(UnreadableFile):
    code = "not_supported"
    explanation = (
        "nội dung không phải là PDF, TIFF, JPEG hay PNG (xét theo nội dung, không theo phần mở rộng). "
        "Hãy chuyển sang một trong các định dạng đó."
    )


class EncryptedFile(UnreadableFile):
    code = "encrypted"
    explanation = "có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi nộp lại."


class DamagedFile(UnreadableFile):
    code = "damaged"
    explanation = "bị hỏng hoặc thiếu phần cuối, không mở được. Hãy chép lại từ nguồn hoặc quét lại."


class NoPages(UnreadableFile):
    code = "no_pages"
    explanation = "không có trang nào. Hãy tạo lại tệp từ nguồn."


class TooManyPages(UnreadableFile):
    code = "too_many_pages"
    explanation = "có {pages} trang, vượt giới hạn {limit} trang một tệp. Hãy tách thành nhiều tệp."


class NoSuchPage(UnreadableFile):
    code = "no_such_page"
    explanation = "không có trang {number}."


class UnreadablePage(UnreadableFile):
    """One page cannot be drawn; the others may be fine."""

    code = "page"
    explanation = "không vẽ được trang {number}: {why}"


class OpeningTimedOut(UnreadableFile):
    code = "timeout"
    explanation = "mở quá lâu nên đã dừng; tệp có thể hỏng hoặc bất thường. Hãy in hoặc quét lại thành tệp mới."


class OpeningStalled(UnreadableFile):
    code = "stalled"
    explanation = "không mở xong trong thời gian cho phép, có thể vì máy quá bận. Hãy thử lại."


class OpeningOutOfMemory(UnreadableFile):
    code = "memory"
    explanation = "mở cần quá nhiều bộ nhớ nên đã dừng; tệp có thể bất thường. Hãy in hoặc quét lại thành tệp mới."


class OpeningCrashed(UnreadableFile):
    code = "crashed"
    explanation = "làm trình đọc dừng đột ngột khi mở; tệp có thể hỏng. Hãy in hoặc quét lại thành tệp mới."


class ReaderUnavailable(RuntimeError):
    """The reading program itself does not work on this machine (not installed, incomplete); no file is to blame."""


BY_CODE: dict[str, type[UnreadableFile]] = {
    error.code: error
    for error in (
        NotSupportedFile, EncryptedFile, DamagedFile, NoPages, TooManyPages, NoSuchPage, UnreadablePage,
        OpeningTimedOut, OpeningStalled, OpeningOutOfMemory, OpeningCrashed,
    )
}  # fmt: skip
"""The causes that show only when the limited child opens the file, by their codes."""
