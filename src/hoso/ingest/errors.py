"""Why an import cannot begin or cannot go on: one class per cause, each message in Vietnamese and naming the remedy.

A single file that cannot be taken in is no error but a result of status ``rejected`` in the report.
"""

from __future__ import annotations

from pathlib import Path


class IngestError(Exception):
    """The import stops; ``str(error)`` is for people. What was committed stays, and a second run goes on from there."""


class SourceMissing(IngestError):
    def __init__(self, source: Path) -> None:
        super().__init__(f"Không có thư mục hay tệp “{source}”. Hãy kiểm tra lại đường dẫn nguồn.")


class SourceForbidden(IngestError):
    def __init__(self, source: Path) -> None:
        super().__init__(f"Không có quyền đọc “{source}”. Hãy cấp quyền đọc cho tài khoản chạy Hoso.")


class TooManyFiles(IngestError):
    def __init__(self, source: Path, limit: int) -> None:
        super().__init__(f"“{source}” có hơn {limit} tệp. Hãy chia thành nhiều lần nhập, mỗi lần một thư mục con.")


class BadTarget(IngestError):
    """The place to import into is no path of a container; ``why`` is a Vietnamese half sentence with the remedy."""

    def __init__(self, into: str, why: str) -> None:
        super().__init__(f"Nơi nhập “{into}”: {why}")


class ImportRunning(IngestError):
    def __init__(self, holder: str) -> None:
        super().__init__(
            f"Đang có một lần nhập khác chạy ({holder}). Hãy chờ lần đó xong rồi chạy lại; "
            "một kho chỉ nhập một nguồn mỗi lúc."
        )


class DiskFull(IngestError):
    def __init__(self, where: str) -> None:
        super().__init__(
            f"Đĩa đã đầy khi ghi {where}. Hãy giải phóng chỗ trống rồi chạy lại lệnh nhập: "
            "phần đã nhập còn nguyên, phần còn lại sẽ được nhập tiếp."
        )


class StorageGone(IngestError):
    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"Mất kết nối với kho dữ liệu quá {seconds:.0f} giây. Hãy khởi động lại Hoso rồi chạy lại lệnh nhập: "
            "phần đã nhập còn nguyên, phần còn lại sẽ được nhập tiếp."
        )


class CatalogueError(IngestError):
    """The catalogue as a whole cannot be used; a single bad cell is a ``Problem`` in the report."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"Danh mục “{path.name}”: {why}")


class CatalogueMissing(CatalogueError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, f"không có tệp “{path}”. Hãy kiểm tra lại đường dẫn.")


class CatalogueKind(CatalogueError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "chỉ nhận tệp .csv hoặc .xlsx. Trong Excel, hãy lưu lại theo một trong hai dạng đó.")


class CatalogueEncoding(CatalogueError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "không phải UTF-8 hay UTF-16 nên không biết chữ Việt trong đó là gì. "
            "Trong Excel, hãy lưu lại theo dạng “CSV UTF-8” hoặc .xlsx.",
        )


class CatalogueTooLarge(CatalogueError):
    """Larger than a bound; ``what`` names it with its figure, in Vietnamese."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(path, f"vượt giới hạn {what}. Hãy chia thành nhiều danh mục nhỏ hơn.")


class CatalogueDamaged(CatalogueError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "không mở được, tệp có thể bị hỏng. Hãy mở bằng Excel và lưu lại.")


class CatalogueEmpty(CatalogueError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "không có dòng nào. Dòng đầu phải là tên các cột.")


class CatalogueWithoutKey(CatalogueError):
    """No column says which record a row describes."""

    def __init__(self, path: Path, header: tuple[str, ...]) -> None:
        columns = ", ".join(header[:20])
        super().__init__(
            path,
            "không có cột “Tên tệp” (hoặc “file”, “path”) nên không biết dòng nào mô tả tệp nào. "
            f"Hãy thêm cột đó. Các cột hiện có: {columns}.",
        )
