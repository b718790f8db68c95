"""Recognition of scanned pages: error rates and processor time beside plain Tesseract and ocrmypdf, in one run.

    python benchmarks/recognition.py [FOLDER] [--ocrmypdf] [--only PART]

FOLDER holds pages (jpg, png) with their truth: NAME.gt.txt, lines under "%%" headings that name sections of the page,
and if there is one NAME.json with resolution and word boxes. Pages are read one after the other by one engine after
the other, so that processor times can be compared as ratios; the times hold whatever an engine starts, and the
decoding of the picture. Loading of Python and of the detector, once for a process that reads many pages, is not held.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from text_accuracy import bag_errors, distance, folded, found, free_errors, normal, phrases_over_line_ends, words

from hoso.recognition import detector
from hoso.recognition.model import Page
from hoso.recognition.ocr import read_image

A4_WIDTH_INCHES = 8.27
PROSE = ("first", "sign")
TURNED = ("rot",)


@dataclass(frozen=True)
class Sample:
    """A page with its truth: sections of lines, and word boxes in pixels where they are known."""

    path: Path
    kind: str
    dpi: float
    sections: list[list[str]]
    boxes: list[list[float]]

    @property
    def lines(self) -> list[str]:
        """All lines of the truth in its order."""
        return [line for section in self.sections for line in section]

    @property
    def group(self) -> str:
        """Which sum the page counts in: prose, table, typewriter, turned or real."""
        if self.path.parent.name == "real":
            return "real"
        if self.kind.startswith(TURNED):
            return "turned"
        last = self.path.stem.rpartition("_")[2]
        return "prose" if last in PROSE else "table" if last == "table" else "typewriter"


@dataclass
class Tally:
    """Sums over pages of one engine."""

    pages: int = 0
    characters: int = 0
    free: int = 0
    sequence: int = 0
    words: int = 0
    bag: int = 0
    recalled: int = 0
    recalled_folded: int = 0
    phrases: int = 0
    phrases_possible: int = 0
    boxes: int = 0
    boxes_found: int = 0
    seconds: float = 0.0

    def add(self, sample: Sample, text: str, page: Page | None, seconds: float) -> None:
        """Count one page read as ``text`` (and, where the engine gives word boxes, as ``page``)."""
        truth, read = words(" ".join(sample.lines)), words(text)
        whole, possible = phrases_over_line_ends(sample.sections, text)
        self.pages += 1
        self.characters += len(normal(" ".join(sample.lines)))
        sequence = distance(normal(" ".join(sample.lines)), normal(text))
        self.sequence += sequence
        self.free += min(sequence, free_errors(sample.lines, text))
        self.words += len(truth)
        self.bag += bag_errors(truth, read)
        self.recalled += found(truth, read)
        self.recalled_folded += found([folded(word) for word in truth], [folded(word) for word in read])
        self.phrases += whole
        self.phrases_possible += possible
        self.seconds += seconds
        if page is not None and sample.boxes:
            self.boxes += len(sample.boxes)
            self.boxes_found += boxes_found(sample, page)

    def row(self) -> list[str]:
        """The tally as table cells."""
        rates = [
            (self.free, self.characters),
            (self.sequence, self.characters),
            (self.bag, self.words),
            (self.recalled, self.words),
            (self.recalled_folded, self.words),
            (self.phrases, self.phrases_possible),
            (self.boxes_found, self.boxes),
        ]
        return [f"{100 * part / whole:.2f}" if whole else "-" for part, whole in rates] + [
            f"{self.seconds / self.pages:.2f}"
        ]


HEAD = ["CER", "CER seq", "WER", "recall", "folded", "phrases", "boxes", "CPU s"]


def boxes_found(sample: Sample, page: Page) -> int:
    """How many true word boxes have a read one that shares more than half of their union."""
    if not page.words:
        return 0
    read = np.array([word.box for word in page.words]) * sample.dpi / 72
    hits = 0
    for box in np.array(sample.boxes):
        start, end = np.maximum(read[:, :2], box[:2]), np.minimum(read[:, 2:], box[2:])
        shared = np.prod(np.maximum(end - start, 0), axis=1)
        areas = np.prod(read[:, 2:] - read[:, :2], axis=1) + np.prod(box[2:] - box[:2])
        hits += bool((shared > 0.5 * (areas - shared)).any())
    return hits


def samples(folder: Path) -> list[Sample]:
    """The pages of a folder and of its folder of real scans."""
    result = []
    for truth in sorted(folder.glob("*.gt.txt")) + sorted(folder.glob("real/*.gt.txt")):
        stem = truth.name.removesuffix(".gt.txt")
        picture = next(path for path in truth.parent.glob(f"{stem}.*") if path.suffix in (".jpg", ".png"))
        facts_path = truth.with_name(f"{stem}.json")
        facts = json.loads(facts_path.read_text(encoding="utf-8")) if facts_path.exists() else {}
        dpi = facts.get("dpi") or round(min(cv2.imread(str(picture)).shape[:2]) / A4_WIDTH_INCHES)
        boxes = [box for _, box in facts.get("words", ()) if box]
        kind = facts.get("cond", stem)
        result.append(Sample(picture, kind, dpi, read_sections(truth), boxes))
    return result


def read_sections(truth: Path) -> list[list[str]]:
    """Lines of a truth file, section by section."""
    sections: list[list[str]] = [[]]
    for line in truth.read_text(encoding="utf-8").splitlines():
        if line.startswith("%%"):
            sections.append([])
        elif line.strip():
            sections[-1].append(line)
    return [section for section in sections if section]


def by_hoso(sample: Sample) -> tuple[str, Page | None]:
    """The page by ``read_image``."""
    image = cv2.imread(str(sample.path), cv2.IMREAD_COLOR_RGB)
    page = read_image(image, dpi=sample.dpi, number=1, reason="benchmark")
    return page.text, page


def by_tesseract(sample: Sample) -> tuple[str, Page | None]:
    """The page by Tesseract as it comes."""
    command = ["tesseract", str(sample.path), "stdout", "-l", "vie", "--psm", "3", "--dpi", str(round(sample.dpi))]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout, None


def by_ocrmypdf(sample: Sample) -> tuple[str, Page | None]:
    """The page by ocrmypdf as it comes, from picture to searchable PDF, in one process."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "page.txt")
        options = ["-l", "vie", "--jobs", "1", "--output-type", "pdf", "--image-dpi", str(round(sample.dpi))]
        program = str(Path(sys.executable).with_name("ocrmypdf"))
        command = [program, *options, "--sidecar", str(text), str(sample.path), str(Path(folder, "page.pdf"))]
        subprocess.run(command, check=True, capture_output=True)
        return text.read_text(encoding="utf-8"), None


def measured(engine: Callable[[Sample], tuple[str, Page | None]], sample: Sample) -> tuple[str, Page | None, float]:
    """What an engine reads, and the processor seconds of itself and all it started."""
    before = os.times()
    text, page = engine(sample)
    after = os.times()
    return text, page, sum(after[:4]) - sum(before[:4])


def table(head: list[str], rows: list[list[str]]) -> str:
    """Rows as aligned text."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = []
    for row in [head, *rows]:
        cells = [cell.ljust(w) if n < 2 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def main() -> None:
    """Read, count, print."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    default = Path(os.environ.get("HOSO_DATA", here.parents[1] / "shared" / "data")) / "ocr-pages"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--ocrmypdf", action="store_true", help="measure ocrmypdf too")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    chosen = parser.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    detector.load()
    engines = {"hoso": by_hoso, "tesseract": by_tesseract}
    if chosen.ocrmypdf:
        engines["ocrmypdf"] = by_ocrmypdf
    kinds: dict[tuple[str, str], Tally] = defaultdict(Tally)
    groups: dict[tuple[str, str], Tally] = defaultdict(Tally)
    turns = []
    for sample in samples(chosen.folder):
        if chosen.only not in sample.path.name:
            continue
        for name, engine in engines.items():
            text, page, seconds = measured(engine, sample)
            label = sample.kind + (" table" if sample.group == "table" else "")
            kinds[label, name].add(sample, text, page, seconds)
            groups[sample.group, name].add(sample, text, page, seconds)
            if page is not None and page.quality["turn"]:
                turns.append(f"{sample.path.stem} {page.quality['turn']}")
    for sums in (kinds, groups):
        print(table(["pages", "engine", *HEAD], [[*key, *sums[key].row()] for key in sums]), end="\n\n")
    print("turned clockwise by hoso:", ", ".join(turns) or "none")
    for group in sorted({group for group, _ in groups}):
        base = groups[group, "tesseract"].seconds
        ratios = [f"{name} {groups[group, name].seconds / base:.2f}" for name in engines]
        print(f"CPU, plain Tesseract = 1, {group}:", ", ".join(ratios))


if __name__ == "__main__":
    main()
