"""Why pages are not to be had: one class per cause, the message names the remedy."""

from __future__ import annotations


class PagesError(Exception):
    """Something about the pages of a record was refused; ``str()`` is the message for people."""


class NoFile(PagesError):
    """The record has no file."""

    def __init__(self, record: str) -> None:
        super().__init__(f"“{record}” chưa có tệp. Hãy thêm tệp trước.")


class NotRead(PagesError):
    """The record's current file has not been read yet."""

    def __init__(self, record: str) -> None:
        super().__init__(f"“{record}” chưa được đọc xong. Hãy thử lại khi tệp đã được đọc.")


class NoSuchPage(PagesError):
    """The reading has no page of that number."""

    def __init__(self, record: str, number: int, pages: int) -> None:
        super().__init__(f"“{record}” không có trang {number}. Hãy chọn một trang từ 1 đến {pages}.")


class TooLongCorrection(PagesError):
    """More text than one page may have."""

    def __init__(self, record: str, number: int, limit: int) -> None:
        super().__init__(f"“{record}”, trang {number}: văn bản sửa dài hơn {limit} ký tự. Hãy rút ngắn rồi lưu lại.")


class CorrectedMeanwhile(PagesError):
    """The page's text is no longer the one that the person had before them."""

    def __init__(self, record: str, number: int, by: str) -> None:
        who = f"{by} đã sửa" if by else "máy đã đọc lại"
        super().__init__(f"“{record}”: {who} trang {number} trong lúc bạn gõ. Xem bản mới rồi lưu lại.")


class NoPicture(PagesError):
    """The page cannot be drawn within the limits; the file can still be downloaded."""

    def __init__(self, record: str, number: int) -> None:
        super().__init__(
            f"“{record}”: không vẽ được trang {number}. Hãy tải tệp gốc về để xem, hoặc quét lại trang này."
        )
