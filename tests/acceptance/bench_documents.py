"""The documents of the recognition bench, half of them printed to images, and phrases that only one of them has.

The folder is named by ``HOSO_DATA`` (default: ``../shared/data`` beside the checkout).
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image

from hoso.language import fold, nfc, tokenize

DPI = 200
_SYLLABLES = 5


def data_folder() -> Path:
    """The folder of documents with truth; fails with the way to name it where there is none."""
    folder = Path(os.environ.get("HOSO_DATA", Path(__file__).parents[3] / "shared" / "data"))
    assert (folder / "ocr-bench" / "pdf").is_dir(), f"no documents in {folder}: set HOSO_DATA"
    return folder


def originals() -> list[Path]:
    return sorted((data_folder() / "ocr-bench" / "pdf").glob("*.pdf"))


def print_to_images(source: Path, target: Path) -> None:
    """The pages as a scanner would give them: pictures with a little noise, no text."""
    noise = numpy.random.default_rng(len(source.name))
    with pypdfium2.PdfDocument(source) as pdf:
        pages = []
        for page in pdf:
            grey = numpy.asarray(page.render(scale=DPI / 72).to_pil().convert("L"), dtype=float)
            grey += noise.normal(0, 6, grey.shape)
            pages.append(Image.fromarray(grey.clip(0, 255).astype("uint8")))
    pages[0].save(target, "PDF", resolution=DPI, save_all=True, append_images=pages[1:], quality=70)


def collection(folder: Path) -> dict[str, bool]:
    """Put all documents into ``folder``, every second one printed; name → whether it was printed."""
    printed = {}
    for number, source in enumerate(originals()):
        target = folder / f"{number % 4 + 1:02d}" / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        printed[source.stem] = number % 2 == 1
        if printed[source.stem]:
            print_to_images(source, target)
        else:
            target.write_bytes(source.read_bytes())
    return printed


@dataclass(frozen=True)
class Phrase:
    """Words that stand in one document only, on one page only: where, and which part of the page they cover (0-1)."""

    text: str
    document: str
    page: int
    box: tuple[float, float, float, float]


def phrases(documents: list[str]) -> list[Phrase]:
    """A phrase for each of the documents, chosen by what the whole collection holds, not by hand."""
    texts = {source.stem: _page_texts(source) for source in originals()}
    known = Counter(gram for pages in texts.values() for page in pages for gram in _all_grams(page))
    return [_phrase(name, texts[name], known) for name in documents]


def _page_texts(source: Path) -> list[str]:
    with pypdfium2.PdfDocument(source) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def _all_grams(text: str) -> list[str]:
    """Runs of syllables, folded, those over line ends too."""
    tokens = [fold(token.text) for token in tokenize(nfc(text))]
    return [" ".join(tokens[start : start + _SYLLABLES]) for start in range(len(tokens) - _SYLLABLES + 1)]


def _grams(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Runs of syllables within a line, folded, with their place in the text."""
    grams, offset = [], 0
    for line in text.splitlines(keepends=True):
        tokens = tokenize(nfc(line))
        for start in range(len(tokens) - _SYLLABLES + 1):
            run = tokens[start : start + _SYLLABLES]
            key = " ".join(fold(token.text) for token in run)
            grams.append((key, (offset + run[0].start, offset + run[-1].end)))
        offset += len(line)
    return grams


def _phrase(name: str, pages: list[str], known: Counter[str]) -> Phrase:
    source = next(path for path in originals() if path.stem == name)
    for number, text in list(enumerate(pages, start=1))[::-1]:
        for key, (start, end) in _grams(text)[20:]:
            words = nfc(text[start:end])
            plain = key.replace(" ", "").isalpha() and fold(words) != words.lower() and not _numeral(words)
            if plain and known[key] == 1:
                return Phrase(words, name, number, _box(source, number, start, end))
    raise AssertionError(f"{name} has no phrase of its own")


def _numeral(words: str) -> bool:
    """Whether a Roman numeral is among the words: recognition takes III for II, and such a phrase rests on it."""
    return any(set(word) <= set("IVX") for word in words.split())


def _box(source: Path, number: int, start: int, end: int) -> tuple[float, float, float, float]:
    with pypdfium2.PdfDocument(source) as pdf:
        page = pdf[number - 1]
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(start, end)]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return left / width, 1 - top / height, right / width, 1 - bottom / height
