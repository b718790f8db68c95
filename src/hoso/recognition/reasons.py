"""Why a page was read the way it was, or not at all: the codes of ``Page.reason`` and their wording for people."""

from __future__ import annotations

_EXPLANATIONS = {
    # source "text"
    "text_layer": "Trang có lớp chữ tốt nên lấy chữ trực tiếp.",
    "layer_kept": "Đã nhận dạng thử hình trang nhưng không thấy nhiều chữ hơn nên giữ lớp chữ.",
    "legacy_tcvn3": "Lớp chữ dùng phông TCVN3 (.VnTime), đã chuyển sang Unicode.",
    "legacy_vni": "Lớp chữ dùng phông VNI, đã chuyển sang Unicode.",
    # source "ocr"
    "image_file": "Tệp là ảnh nên nhận dạng chữ.",
    "no_text_layer": "Trang không có lớp chữ nên nhận dạng chữ.",
    "bad_characters": "Lớp chữ có nhiều ký tự không giải mã được nên nhận dạng chữ từ hình trang.",
    "garbage_layer": "Lớp chữ kèm bản quét không phải tiếng Việt đọc được nên nhận dạng lại từ hình trang.",
    "uncovered_ink": "Nhiều chữ trên hình trang không có trong lớp chữ (ví dụ bản quét ký số) nên nhận dạng chữ.",
    "covered_text": "Lớp chữ có chữ bị che trên hình trang nên chỉ nhận dạng phần nhìn thấy.",
    "hidden_text": "Lớp chữ có nhiều chữ không hiện trên hình trang nên chỉ nhận dạng phần nhìn thấy.",
    # source "blank"
    "blank_page": "Trang trắng.",
    "nothing_found": "Nhận dạng không thấy chữ nào trên trang.",
    # source "failed"
    "damaged": "Trang bị hỏng, không mở được. Hãy quét lại trang này.",
    "too_small": "Khổ trang nhỏ hơn 1 điểm hoặc không hợp lệ. Hãy quét lại trang này.",
    "too_many_pixels": "Ảnh của trang quá lớn. Hãy quét lại ở độ phân giải thấp hơn (300 dpi là đủ).",
    "timeout": "Đọc trang quá lâu nên đã dừng. Hãy quét lại trang này thành ảnh.",
    "stalled": "Đọc trang không xong trong thời gian cho phép, có thể vì máy quá bận. Hãy đọc lại.",
    "memory": "Đọc trang cần quá nhiều bộ nhớ nên đã dừng. Hãy quét lại trang này thành ảnh.",
    "crashed": "Trình đọc dừng đột ngột ở trang này. Hãy quét lại trang này thành ảnh.",
    "recognition_failed": "Nhận dạng chữ không hoàn thành ở trang này. Hãy đọc lại; nếu vẫn lỗi, hãy quét lại trang.",
    "given_up": "Nhiều trang liền trước không đọc được nên không thử trang này. Hãy tạo lại hoặc quét lại tệp.",
}


def explain(reason: str) -> str:
    """What a page's reason code means, in Vietnamese, with the remedy where the page failed.

    Raises ``KeyError`` for a code that no page carries.
    """
    return _EXPLANATIONS[reason]
