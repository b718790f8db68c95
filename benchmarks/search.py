"""Building an index and asking it, at growing sizes: rate, size, memory, latency. Ranking: ranking.py.

    python benchmarks/search.py [--documents 1000 10000 100000] [--pages 6] [--queries 100]
        [--engine embedded|elastic] [--url URL] [--peers]

Data are read from HOSO_DATA (default: ../shared/data beside the checkout): the articles of the legal code
(phapdien/articles.jsonl.gz).

Documents of PAGES pages of about 300 syllables are made from the articles in order, again and again with the words of
each page shifted until there are enough; each is seen by 3 of 500 tokens and by administrators. A query is measured
whole: rights, hits, facets, page hits and snippets of 20 documents. Times are processor milliseconds, those of a server
on this machine included, which hold where other work is done; wall-clock times stand beside them. --peers: the same
texts in SQLite's FTS5 and in the ZCTextIndex that Plone comes with, folded as ours are, without rights, facets and
snippets.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from engines import NAMES, Processor, open_engine

from hoso.language import analyse, fold, nfc
from hoso.query import parse
from hoso.search import DocumentEntry, Engine, Request

DATA = Path(os.environ.get("HOSO_DATA", Path(__file__).parents[1] / ".." / "shared" / "data"))
PAGE_SYLLABLES = 300
TOKENS = 500
ADMINISTRATOR = "administrator"
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
            allowed=[ADMINISTRATOR, *(f"t{chosen.randrange(TOKENS)}" for _ in range(3))],
            pages=texts,
        )


def measure_build(engine: Engine, processor: Processor, count: int, pages_each: int) -> list[str]:
    """Build the index; print its rate and size. Returns texts to take queries from."""
    texts: list[str] = []
    size = largest = 0
    made = 0.0
    cpu, wall = processor.seconds(), time.perf_counter()
    engine.start_build()
    source = documents(count, pages_each)
    for start in range(0, count, BATCH):
        begun = time.process_time()
        batch = list(islice(source, min(BATCH, count - start)))
        made += time.process_time() - begun
        size += sum(len(page.encode()) for entry in batch for page in entry.pages)
        texts.append(batch[0].pages[0])
        engine.fill(batch)
        largest = max(largest, processor.memory())
    engine.finish_build()
    cpu, wall = processor.seconds() - cpu - made, time.perf_counter() - wall - made
    disk = engine.about().bytes
    total = count * pages_each
    print(f"\n{count:,} documents, {total:,} pages, {size / 1e6:.0f} MB of text")
    print(
        f"  build: {total / cpu:.0f} pages per CPU-second, {total / wall:.0f} pages/s; index {disk / 1e6:.0f} MB, "
        f"{disk / size:.2f} × the text; memory at most {largest / 1e6:.0f} MB"
    )
    return texts


def measure_update(engine: Engine, pages_each: int) -> None:
    """Print how long it takes until a changed document is found."""
    times = []
    for number, entry in enumerate(islice(documents(10, pages_each), 10)):
        changed = replace(entry, revision=2, words=[f"chimhoangyen{number}"], allowed=["t0"])
        begun = time.perf_counter()
        engine.write([changed])
        assert engine.find(Request(query=parse(f"chimhoangyen{number}"), tokens=["t0"])).total == 1
        times.append((time.perf_counter() - begun) * 1000)
    print(f"  one document written and found: {at(times, 0.5):.0f} ms, at most {max(times):.0f} ms")


def measure_latency(engine: Engine, processor: Processor, texts: Sequence[str], count: int) -> None:
    """Print p50 and p95 of kinds of queries, in CPU and wall milliseconds."""
    chosen = random.Random(6)
    everyone = [f"t{number}" for number in range(TOKENS)]

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
        "four words, administrator": lambda: Request(query=parse(words(4)), tokens=[ADMINISTRATOR]),
        "four words, 60 tokens": lambda: Request(query=parse(words(4)), tokens=everyone[:60]),
        "frequent words": lambda: Request(query=parse("của và quy định"), tokens=everyone),
        "all, newest first": lambda: Request(query=parse(""), tokens=everyone, sort="newest"),
        "question of 30 words": lambda: Request(query=parse(words(30)), tokens=everyone),
    }
    print(f"  {'latency, ms':30} {'CPU p50':>8} {'p95':>7} {'wall p50':>9} {'p95':>7} {'hits':>8}")
    for name, request in kinds.items():
        measure_kind(name, lambda request=request: engine.find(request()).total, processor, count)


def measure_kind(name: str, ask: Callable[[], int], processor: Processor, count: int) -> None:
    """Print what asking costs; ``ask`` returns the number of hits."""
    cpu, wall, hits = [], [], []
    for _ in range(count):
        begun = processor.seconds(), time.perf_counter()
        hits.append(ask())
        wall.append((time.perf_counter() - begun[1]) * 1000)
        cpu.append((processor.seconds() - begun[0]) * 1000)
    figures = [f"{at(cpu, 0.5):8.1f}", f"{at(cpu, 0.95):7.1f}", f"{at(wall, 0.5):9.1f}", f"{at(wall, 0.95):7.1f}"]
    print(f"  {name:30} {' '.join(figures)} {at(hits, 0.5):8.0f}", flush=True)


def measure_peers(processor: Processor, texts: Sequence[str], count: int, pages_each: int, queries: int) -> None:
    """The same texts in SQLite FTS5 and in Plone's ZCTextIndex: building, and four words of which all must stand."""
    from BTrees.IOBTree import IOBTree
    from Products.ZCTextIndex.Lexicon import Lexicon, Splitter
    from Products.ZCTextIndex.OkapiIndex import OkapiIndex
    from Products.ZCTextIndex.QueryParser import QueryParser

    lexicon = Lexicon(Splitter())
    okapi = OkapiIndex(lexicon)
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder, "fts.sqlite"))
        base.execute("CREATE VIRTUAL TABLE texts USING fts5(body, content='')")
        folded = [" ".join(analyse(page).f) for entry in documents(count, pages_each) for page in entry.pages]
        whole = [" ".join(folded[start : start + pages_each]) for start in range(0, len(folded), pages_each)]
        begun = processor.seconds()
        with base:
            base.executemany("INSERT INTO texts(rowid, body) VALUES (?, ?)", enumerate(whole, start=1))
        print(f"  SQLite FTS5: {len(folded) / (processor.seconds() - begun):.0f} pages per CPU-second")
        begun = processor.seconds()
        for number, text in enumerate(whole, start=1):
            okapi.index_doc(number, text)
        print(f"  ZCTextIndex: {len(folded) / (processor.seconds() - begun):.0f} pages per CPU-second")
        chosen = random.Random(6)

        def words() -> list[str]:
            page = analyse(chosen.choice(texts)).f
            at = chosen.randrange(len(page) - 4)
            return list(page[at : at + 4])

        def fts() -> int:
            asked = " ".join(f'"{word}"' for word in words())
            base.execute("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 20", (asked,)).fetchall()
            return base.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (asked,)).fetchone()[0]

        def zctext() -> int:
            found = QueryParser(lexicon).parseQuery(" ".join(words())).executeQuery(okapi) or IOBTree()
            sorted(found.items(), key=lambda item: -item[1])[:20]
            return len(found)

        measure_kind("four words, SQLite FTS5", fts, processor, queries)
        measure_kind("four words, ZCTextIndex", zctext, processor, queries)
        base.close()


def at(values: Sequence[float], share: float) -> float:
    """A quantile."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[2000])
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--engine", choices=NAMES, default="embedded")
    parser.add_argument("--url", default="http://127.0.0.1:9200", help="the server of --engine elastic")
    parser.add_argument("--peers", action="store_true", help="also SQLite FTS5 and ZCTextIndex, at the smallest size")
    options = parser.parse_args()
    processor = Processor(options.engine, options.url)
    for count in options.documents:
        with tempfile.TemporaryDirectory(prefix="search") as temporary:
            engine = open_engine(options.engine, Path(temporary), options.url)
            texts = measure_build(engine, processor, count, options.pages)
            measure_update(engine, options.pages)
            measure_latency(engine, processor, texts, options.queries)
            engine.close()
            if options.peers and count == min(options.documents):
                measure_peers(processor, texts, count, options.pages, options.queries)


if __name__ == "__main__":
    main()
