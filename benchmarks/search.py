"""The embedded search engine: build rate, size and latency at a size, in one run. Ranking: ranking.py.

    python benchmarks/search.py [--documents 2000] [--pages 6] [--queries 100]

Data are read from HOSO_DATA (default: ../shared/data beside the checkout): the articles of the legal code
(phapdien/articles.jsonl.gz).

Latency: documents of PAGES pages of about 300 syllables are made from the articles in order, again and again with the
words of each page shifted until there are enough; each is seen by 3 of 500 tokens. A query is measured whole: rights,
hits, facets, page hits and snippets of 20 documents. Times are processor milliseconds of the process, which hold on a
loaded machine; wall-clock times stand beside them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from hoso.language import fold, nfc
from hoso.query import parse
from hoso.search import DocumentEntry, Request
from hoso.search.engines.embedded import EmbeddedEngine

DATA = Path(os.environ.get("HOSO_DATA", Path(__file__).parents[1] / ".." / "shared" / "data"))
PAGE_SYLLABLES = 300
TOKENS = 500
BATCH = 200


def articles() -> Iterator[dict[str, str]]:
    """The articles of the legal code."""
    path = DATA / "phapdien" / "articles.jsonl.gz"
    if not path.is_file():
        sys.exit(f"{path} is missing: set HOSO_DATA to the folder of the sample data")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def pages() -> Iterator[tuple[dict[str, str], str]]:
    """Pages of the code, endless: (the article it begins with, its text); later rounds have their words shifted."""
    for shift in range(1_000_000):
        held: list[str] = []
        for article in articles():
            held += nfc(f"{article['heading']}\n{article['text']}").split(" ")
            while len(held) >= PAGE_SYLLABLES:
                page, held = held[:PAGE_SYLLABLES], held[PAGE_SYLLABLES:]
                cut = 7 * shift % PAGE_SYLLABLES
                yield article, " ".join(page[cut:] + page[:cut])


def documents(count: int, pages_each: int) -> Iterator[DocumentEntry]:
    """The documents of the latency test."""
    source = pages()
    chosen = random.Random(5)
    for number in range(count):
        article, first = next(source)
        texts = [first, *(next(source)[1] for _ in range(pages_each - 1))]
        yield DocumentEntry(
            uid=f"{number:032x}",
            revision=1,
            path=f"/luu-tru/{number}",
            kind="ArchivalDocument",
            title=article["topic"],
            number=article.get("src_number", ""),
            doc_type=article.get("src_type", ""),
            authority=f"Cơ quan {number % 300}",
            fonds=f"f{number % 40}",
            fonds_title=f"Phông {number % 40}",
            year=1976 + number % 50,
            date=(1976 + number % 50) * 10_000 + 101,
            allowed=[f"t{chosen.randrange(TOKENS)}" for _ in range(3)],
            pages=texts,
        )


def measure_build(engine: EmbeddedEngine, folder: Path, count: int, pages_each: int) -> list[str]:
    """Build the index; print its rate and size. Returns texts to take queries from."""
    texts: list[str] = []
    size = 0
    made = 0.0
    cpu, wall = time.process_time(), time.perf_counter()
    engine.start_build()
    source = documents(count, pages_each)
    for start in range(0, count, BATCH):
        begun = time.process_time()
        batch = list(islice(source, min(BATCH, count - start)))
        made += time.process_time() - begun
        size += sum(len(page.encode()) for entry in batch for page in entry.pages)
        texts.append(batch[0].pages[0])
        engine.fill(batch)
    engine.finish_build()
    cpu, wall = time.process_time() - cpu - made, time.perf_counter() - wall - made
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    total = count * pages_each
    print(f"build: {count} documents, {total} pages, {size / 1e6:.0f} MB of text")
    print(f"  {total / cpu:.0f} pages per CPU-second, {total / wall:.0f} pages/s; index {disk / size:.2f} × the text")
    return texts


def measure_latency(engine: EmbeddedEngine, texts: Sequence[str], count: int) -> None:
    """Print p50 and p95 of kinds of queries, in CPU and wall milliseconds."""
    chosen = random.Random(6)
    everyone = [f"t{number}" for number in range(TOKENS)]
    few = everyone[::50]

    def words(length: int) -> str:
        page = chosen.choice(texts).split()
        at = chosen.randrange(len(page) - length)
        return " ".join(page[at : at + length])

    kinds: dict[str, Callable[[], Request]] = {
        "one word": lambda: Request(query=parse(words(1)), tokens=everyone),
        "two words": lambda: Request(query=parse(words(2)), tokens=everyone),
        "four words": lambda: Request(query=parse(words(4)), tokens=everyone),
        "four words without accents": lambda: Request(query=parse(fold(words(4))), tokens=everyone),
        "phrase of four": lambda: Request(query=parse(f'"{words(4)}"'), tokens=everyone),
        "four words, 10 of 500 tokens": lambda: Request(query=parse(words(4)), tokens=few),
        "frequent words": lambda: Request(query=parse("của và quy định"), tokens=everyone),
        "all, newest first": lambda: Request(query=parse(""), tokens=everyone, sort="newest"),
        "question of 30 words": lambda: Request(query=parse(words(30)), tokens=everyone),
    }
    print(f"{'latency, ms':32} {'CPU p50':>8} {'p95':>7} {'wall p50':>9} {'p95':>7} {'hits':>8}")
    for name, request in kinds.items():
        cpu, wall, hits = [], [], []
        for _ in range(count):
            asked = request()
            begun = time.process_time(), time.perf_counter()
            hits.append(engine.find(asked).total)
            cpu.append((time.process_time() - begun[0]) * 1000)
            wall.append((time.perf_counter() - begun[1]) * 1000)
        figures = [f"{at(cpu, 0.5):8.1f}", f"{at(cpu, 0.95):7.1f}", f"{at(wall, 0.5):9.1f}", f"{at(wall, 0.95):7.1f}"]
        print(f"{name:32} {' '.join(figures)} {at(hits, 0.5):8.0f}")


def at(values: Sequence[float], share: float) -> float:
    """A quantile."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--queries", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        engine = EmbeddedEngine(Path(temporary))
        texts = measure_build(engine, Path(temporary), options.documents, options.pages)
        measure_latency(engine, texts, options.queries)
        engine.close()


if __name__ == "__main__":
    main()
