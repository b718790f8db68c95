"""What became of every entry of a source: kept in a file as it goes, counted, and shown to people and programs."""

from __future__ import annotations

import contextlib
import fcntl
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

LABELS = {
    "added": "thêm mới",
    "unchanged": "không đổi",
    "new_version": "phiên bản mới",
    "updated": "cập nhật mô tả",
    "duplicate": "trùng nội dung",
    "rejected": "không nhập được",
    "ignored": "bỏ qua (tệp ẩn, tệp hệ thống)",
}
"""Status → wording. ``duplicate``: taken in although the bytes are elsewhere too, or left out when asked (no uid)."""

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one entry.

    ``source`` is its relative path; ``path`` and ``uid`` the record's, empty where there is none; ``message_vi`` what
    a person should know, with the remedy, or empty; ``updated`` and ``kept`` the labels of values that the catalogue
    changed, and of those left alone because a person had changed them.
    """

    source: str
    status: str
    is_folder: bool = False
    uid: str = ""
    path: str = ""
    sha256: str = ""
    message_vi: str = ""
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in the catalogue that could not be used; ``row`` counts as the spreadsheet does, 0 for the header."""

    row: int
    column: str
    message_vi: str

    def __str__(self) -> str:
        where = [f"dòng {self.row}"] if self.row else []
        where += [f"cột “{self.column}”"] if self.column else []
        return f"{', '.join(where) or 'danh mục'}: {self.message_vi}"


@dataclass
class Report:
    """The outcome of an import. Results are in ``log`` (JSON lines), one each; only counts are kept in memory."""

    log: Path
    files: Counter[str] = field(default_factory=Counter)
    folders: Counter[str] = field(default_factory=Counter)
    updated_values: int = 0
    kept_values: int = 0
    warnings: int = 0
    problems: list[Problem] = field(default_factory=list)
    stopped_vi: str = ""

    @property
    def to_look_at(self) -> Path:
        """The lines of the log that a person should look at, once more in a file of their own: it is short."""
        return self.log.with_suffix(".problems")

    @property
    def clean(self) -> bool:
        """Nothing that a person must look at: no file refused or doubtful, no problem in the catalogue, not stopped."""
        return not (
            self.files["rejected"] or self.folders["rejected"] or self.warnings or self.problems or self.stopped_vi
        )

    def results(self) -> Iterator[Result]:
        """Every result, in the order of the import."""
        with self.log.open(encoding="utf-8") as lines:
            for line in lines:
                value = json.loads(line)
                if "status" in value:
                    value["updated"], value["kept"] = tuple(value["updated"]), tuple(value["kept"])
                    yield Result(**value)

    def totals(self) -> dict[str, Any]:
        return {
            "files": {status: self.files[status] for status in LABELS},
            "folders": {status: self.folders[status] for status in LABELS},
            "updated_values": self.updated_values,
            "kept_values": self.kept_values,
            "warnings": self.warnings,
        }

    def as_dict(self) -> dict[str, Any]:
        """The whole report for programs; ``files`` holds every entry of the source."""
        return {
            "log": str(self.log),
            "stopped": self.stopped_vi or None,
            "totals": self.totals(),
            "problems": [asdict(problem) for problem in self.problems],
            "files": [asdict(result) for result in self.results()],
        }

    def as_text(self) -> str:
        """The report for people: the counts, then what they should look at; the rest stands in the log."""
        lines = [f"Tệp: {_counted(self.files)}.", f"Hồ sơ: {_counted(self.folders)}."]
        if self.updated_values or self.kept_values:
            lines.append(
                f"Danh mục: cập nhật {self.updated_values} giá trị; "
                f"giữ nguyên {self.kept_values} giá trị do người dùng đã sửa."
            )
        shown = 0
        for result in self.results():
            for line in _notable(result):
                shown += 1
                if shown <= _SHOWN:
                    lines.append(line)
        lines += [f"Danh mục, {problem}" for problem in self.problems[:_SHOWN]]
        hidden = max(0, shown - _SHOWN) + max(0, len(self.problems) - _SHOWN)
        if hidden:
            lines.append(f"… và {hidden} dòng nữa.")
        if self.stopped_vi:
            lines.append(self.stopped_vi)
        lines.append(f"Chi tiết từng tệp: {self.log}")
        return "\n".join(lines)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[status]} {label}" for status, label in LABELS.items() if counts[status]) or "không có"


def _notable(result: Result) -> Iterator[str]:
    if result.message_vi:
        yield f"{result.source}: {result.message_vi}"
    if result.updated:
        yield f"{result.source}: đã cập nhật {', '.join(result.updated)}"
    if result.kept:
        yield f"{result.source}: giữ nguyên {', '.join(result.kept)} (người dùng đã sửa)"


class Recorder:
    """Writes the report as the import goes: what is recorded survives the process. A context manager."""

    def __init__(self, folder: Path, about: dict[str, Any]) -> None:
        """Begin the log in ``folder``; ``about`` becomes its first line."""
        folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
        self.report = Report(folder / f"{stamp}.jsonl")
        self._file = self.report.log.open("x", encoding="utf-8")
        # Held as long as the import lives: that is how others know a running one from a broken one.
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._open = self.report.to_look_at.open("x", encoding="utf-8")
        self._write({"started": _stamp(), **about})

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._open.close()

    def record(self, results: list[Result]) -> None:
        """Results whose transaction is committed."""
        for result in results:
            (self.report.folders if result.is_folder else self.report.files)[result.status] += 1
            self.report.updated_values += len(result.updated)
            self.report.kept_values += len(result.kept)
            self.report.warnings += bool(result.message_vi) and result.status not in ("rejected", "duplicate")
            self._write(asdict(result), flush=False, notable=bool(result.message_vi or result.kept))
        self._flush()

    def problem(self, problem: Problem) -> None:
        self.report.problems.append(problem)
        self._write({"problem": asdict(problem)}, notable=True)

    def finish(self) -> Report:
        """The import came to its end."""
        self._write({"finished": _stamp(), "stopped": None, **self._end()})
        return self.report

    def stop(self, why_vi: str) -> Report:
        """The import did not come to its end. On a full disk the report may be all that can still say so."""
        self.report.stopped_vi = why_vi
        with contextlib.suppress(OSError):
            self._write({"finished": _stamp(), "stopped": why_vi, **self._end()})
        return self.report

    def _end(self) -> dict[str, Any]:
        return {"totals": self.report.totals(), "problems": len(self.report.problems)}

    def _write(self, value: dict[str, Any], *, flush: bool = True, notable: bool = False) -> None:
        line = json.dumps(value, ensure_ascii=False) + "\n"
        self._file.write(line)
        if notable:
            self._open.write(line)
        if flush:
            self._flush()

    def _flush(self) -> None:
        self._file.flush()
        self._open.flush()


def _stamp() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
