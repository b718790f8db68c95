"""Why an upload does not go on: one class per cause, the words for the person who sends the file.

``status`` is what the tus protocol or HTTP calls the cause; a client decides by it whether trying again helps.
"""

from __future__ import annotations

from typing import ClassVar


class UploadError(Exception):
    """The upload does not go on as asked; ``str(error)`` says why and what to do, in Vietnamese."""

    status: ClassVar[int] = 400


class BadRequest(UploadError):
    """The request is not what the protocol says."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Trình duyệt gửi sai: {what}. Tải lại trang rồi chọn lại tệp.")


class BadName(UploadError):
    """The file's name cannot be kept; ``why`` is a Vietnamese half sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Tên tệp {why}. Đổi tên tệp rồi chọn lại.")


class EmptyFile(UploadError):
    def __init__(self) -> None:
        super().__init__("Tệp rỗng (0 byte). Quét hoặc chép lại tệp từ nguồn rồi chọn lại.")


class WrongKind(UploadError):
    """The first bytes are of no kind that can be read."""

    status = 415

    def __init__(self) -> None:
        super().__init__(
            "Nội dung không phải PDF, TIFF, JPEG hay PNG (xét theo nội dung, không theo đuôi tệp). "
            "Chuyển sang một trong các định dạng đó rồi chọn lại; tệp nén thì giải nén trước."
        )


class TooLarge(UploadError):
    status = 413

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"Tệp lớn {_megabytes(size)}, quá mức {_megabytes(limit)} một tệp. Tách thành nhiều tệp, "
            "hoặc nhờ người quản trị nâng mức."
        )


class ChunkTooLarge(UploadError):
    """One request carries more than the server takes at once, or more than was announced."""

    status = 413

    def __init__(self, limit: int) -> None:
        super().__init__(f"Một lần gửi quá {limit} byte. Tải lại trang rồi chọn lại tệp.")


class TooMuchWaiting(UploadError):
    """The person has as much on its way as one person may."""

    status = 507

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"Các tệp tải dở của bạn đã chiếm {_megabytes(size)} trong mức {_megabytes(limit)}. "
            "Tải cho xong hoặc bỏ bớt tệp dở rồi thử lại."
        )


class TooManyWaiting(UploadError):
    status = 507

    def __init__(self, limit: int) -> None:
        super().__init__(f"Bạn đang có {limit} tệp tải dở, không mở thêm được. Tải cho xong hoặc bỏ bớt rồi thử lại.")


class NoRoom(UploadError):
    """The disk of the instance is full or nearly so."""

    status = 507

    def __init__(self) -> None:
        super().__init__("Ổ đĩa của hệ thống không còn chỗ. Báo người quản trị; phần đã lên được giữ.")


class NoSuchUpload(UploadError):
    """There is none, it is over, or it is somebody else's."""

    status = 404

    def __init__(self) -> None:
        super().__init__("Không còn phần tải dở này. Chọn lại tệp để tải từ đầu.")


class WrongOffset(UploadError):
    """The bytes do not begin where the upload ends: a repeated or a lost piece. Asking for the offset helps."""

    status = 409

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__("Phần gửi lên không nối tiếp phần đã có. Bấm Tải tiếp.")


class Incomplete(UploadError):
    status = 409

    def __init__(self, offset: int, length: int) -> None:
        super().__init__(f"Mới nhận {offset} trong {length} byte. Bấm Tải tiếp.")


class Busy(UploadError):
    """Another request works on the upload."""

    status = 423

    def __init__(self) -> None:
        super().__init__("Tệp này đang được gửi ở một cửa sổ khác. Chờ một lát rồi bấm Tải tiếp.")


class ChecksumMismatch(UploadError):
    """The bytes are not those whose SHA-256 was announced; they are dropped."""

    status = 460

    def __init__(self) -> None:
        super().__init__(
            "Nội dung nhận được khác tệp trên máy của bạn (SHA-256 không khớp); phần đã nhận đã bỏ. Bấm Thử lại."
        )


class NotAllowed(UploadError):
    """The person may not add to the dossier, or not any more."""

    status = 403

    def __init__(self) -> None:
        super().__init__("Bạn không thêm được tệp vào hồ sơ này. Hỏi người quản trị về quyền của bạn.")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB".translate(str.maketrans(",.", ".,"))
