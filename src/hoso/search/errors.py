"""Why a search or a write did not happen. Messages are for people, in Vietnamese, and name the remedy."""

from __future__ import annotations


class SearchError(Exception):
    """Any failure of the index; ``detail`` is for the log (a folder, the engine's own words)."""

    message = "Tìm kiếm đang gặp lỗi. Hãy xem nhật ký hệ thống."

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.message)
        self.detail = detail


class IndexMissing(SearchError):
    """There is no index yet, or its folder was removed: build it."""

    message = "Chưa có chỉ mục tìm kiếm. Chỉ mục sẽ được dựng tự động; có thể chạy “hoso reindex” để dựng ngay."


class IndexDamaged(SearchError):
    """Files of the index are missing or cannot be read: rebuild it."""

    message = "Chỉ mục tìm kiếm bị hỏng. Chỉ mục sẽ được dựng lại; có thể chạy “hoso reindex” để dựng ngay."


class IndexOutdated(SearchError):
    """The index was made by another version of the analysis or of its fields: rebuild it."""

    message = "Chỉ mục tìm kiếm thuộc phiên bản cũ. Chỉ mục sẽ được dựng lại; có thể chạy “hoso reindex”."


class TryLater(SearchError):
    """Nothing is wrong with what was asked or written: the same may be tried again after a while."""


class WriterBusy(TryLater):
    """Another process writes the index: only the worker may."""

    message = "Chỉ mục đang được tiến trình khác ghi. Hãy dừng tiến trình đó hoặc đợi nó xong."


class WriteFailed(TryLater):
    """A batch could not be written; try it again."""

    message = "Không ghi được vào chỉ mục tìm kiếm. Hãy kiểm tra dung lượng đĩa rồi thử lại."


class EngineAway(TryLater):
    """The server of the index does not answer, or not in time. It is tried again by itself."""

    message = (
        "Máy chủ tìm kiếm không trả lời. Hãy kiểm tra máy chủ có chạy và địa chỉ có đúng không; "
        "việc lưu không bị ảnh hưởng, khi máy chủ trở lại thì tìm được ngay."
    )


class EngineRefused(TryLater):
    """The server does not let us in: a wrong key, password or certificate, or too few rights."""

    message = (
        "Máy chủ tìm kiếm từ chối kết nối. Hãy kiểm tra khóa hoặc mật khẩu, chứng chỉ và quyền trên các chỉ mục "
        "(xem “hoso search-engine”)."
    )


class WrongSettings(TryLater):
    """The settings of the engine contradict themselves or cannot be read; ``why`` says which, and what to do."""

    def __init__(self, why: str) -> None:
        self.message = why
        super().__init__()


class EntryRefused(SearchError):
    """An entry cannot be stored, however often it is tried: it is too large, or the server does not take it."""

    message = (
        "Máy chủ tìm kiếm không nhận bản ghi này. Nếu bản ghi quá lớn, hãy tăng http.max_content_length "
        "của máy chủ rồi thử lại."
    )


class PagingTooDeep(SearchError):
    """A page of results beyond the bound was asked for."""

    message = "Chỉ xem được 10.000 kết quả đầu. Hãy thêm từ hoặc chọn bộ lọc để thu hẹp kết quả."
