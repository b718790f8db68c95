"""The report of an import: kept as it goes, counted, shown."""

import json

from hoso.ingest import Problem, Result
from hoso.ingest.report import Recorder


def recorded(folder):
    recorder = Recorder(folder, {"source": "/nguồn"})
    recorder.record(
        [
            Result("2016", "added", is_folder=True, uid="u0"),
            Result("2016/a.pdf", "added", uid="u1", path="2016/a", sha256="00"),
            Result("2016/b.pdf", "rejected", message_vi="Tệp rỗng (0 byte). Hãy chép lại."),
            Result("2016/c.pdf", "updated", uid="u3", updated=("Trích yếu",), kept=("Số của văn bản",)),
            Result("Thumbs.db", "ignored"),
        ]
    )
    recorder.problem(Problem(7, "Ngày", "“31/2” không có. Hãy sửa."))
    return recorder


def test_counts_and_results_agree(tmp_path):
    report = recorded(tmp_path).finish()
    value = report.as_dict()
    assert value["totals"]["files"] == {
        "added": 1, "unchanged": 0, "new_version": 0, "updated": 1, "duplicate": 0, "rejected": 1, "ignored": 1,
    }  # fmt: skip
    assert value["totals"]["folders"]["added"] == 1
    assert (value["totals"]["updated_values"], value["totals"]["kept_values"]) == (1, 1)
    sources = [entry["source"] for entry in json.loads(json.dumps(value))["files"]]
    assert sources == ["2016", "2016/a.pdf", "2016/b.pdf", "2016/c.pdf", "Thumbs.db"]


def test_people_are_told_what_to_look_at(tmp_path):
    text = recorded(tmp_path).finish().as_text()
    assert "2016/b.pdf: Tệp rỗng (0 byte). Hãy chép lại." in text
    assert "2016/c.pdf: giữ nguyên Số của văn bản" in text
    assert "dòng 7, cột “Ngày”" in text
    assert "2016/a.pdf" not in text


def test_what_was_recorded_is_on_disk_before_the_end(tmp_path):
    report = recorded(tmp_path).report
    assert [result.status for result in report.results()][:3] == ["added", "added", "rejected"]


def test_clean(tmp_path):
    recorder = Recorder(tmp_path, {})
    recorder.record([Result("a.pdf", "added"), Result("b.pdf", "duplicate", message_vi="Trùng nội dung với …")])
    assert recorder.report.clean
    recorder.record([Result("c.pdf", "added", message_vi="Tệp có mật khẩu.")])
    assert not recorder.report.clean


def test_a_stopped_import_says_so(tmp_path):
    report = recorded(tmp_path).stop("Đĩa đã đầy.")
    assert not report.clean
    assert "Đĩa đã đầy." in report.as_text()
    assert json.loads(report.log.read_text().splitlines()[-1])["stopped"] == "Đĩa đã đầy."
