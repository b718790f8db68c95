import pytest

from hoso.pages import ReadingState


@pytest.mark.parametrize(
    "state, label",
    [
        (ReadingState(), "chưa có tệp"),
        (ReadingState("waiting"), "chờ đọc"),
        (ReadingState("reading"), "đang đọc"),
        (ReadingState("reading", 17, 200), "đang đọc trang 17/200"),
        (ReadingState("read", 3, 3), "đã đọc"),
        (ReadingState("review", 3, 3), "cần xem lại"),
        (ReadingState("failed", reason="rỗng (0 byte)."), "lỗi: rỗng (0 byte)."),
    ],
)
def test_states_in_vietnamese(integration, state, label):
    assert state.label_vi == label
