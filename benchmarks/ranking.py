"""How well questions are answered: Hoso beside plain BM25 on syllables, with and without accents, in one run.

    python benchmarks/ranking.py --corpus articles.jsonl.gz --queries questions.json [--engine embedded|elastic]
        [--index FOLDER] [--url URL] [--failures]

The corpus is one article a line (anchor, heading, text, src_type …), the questions are {"queries": [{"text",
"relevant_anchors"}]}: the articles of the legal code and the questions of ALQAC 2023 over them. An index is kept in
FOLDER when one is named, and used again. Plain BM25 (k1 1.2, b 0.75) is computed here, over heading and text, so that
it does not depend on the engine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from engines import NAMES, open_engine

from hoso.language import analyse, fold, nfc
from hoso.query import parse
from hoso.search import DocumentEntry, Engine, IndexMissing, Request

DEPTH = 100
BATCH = 1000
EVERYONE = "all"


@dataclass(frozen=True)
class Question:
    """What is asked, and the articles that answer it."""

    text: str
    relevant: frozenset[str]


def read_corpus(path: Path) -> Iterator[dict[str, Any]]:
    """The articles."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_questions(path: Path) -> list[Question]:
    """The questions."""
    queries = json.loads(path.read_text("utf-8"))["queries"]
    return [Question(query["text"], frozenset(query["relevant_anchors"])) for query in queries]


def entry(article: dict[str, Any]) -> DocumentEntry:
    """An article as a record: its heading is the title, its text the only page."""
    return DocumentEntry(
        uid=article["anchor"],
        revision=1,
        path=f"/{article['anchor']}",
        kind="LegalAct",
        title=article["heading"],
        doc_type=article.get("src_type") or "",
        allowed=[EVERYONE],
        pages=[nfc(article["text"])],
    )


def is_built(engine: Engine) -> bool:
    """Whether there is an index of an earlier run."""
    try:
        engine.counts()
    except IndexMissing:
        return False
    return True


def build(engine: Engine, entries: Iterable[DocumentEntry]) -> None:
    """Build the index anew."""
    engine.start_build()
    source = iter(entries)
    while batch := list(islice(source, BATCH)):
        engine.fill(batch)
    engine.finish_build()


class PlainBM25:
    """BM25 over one field of syllables, of the words that the questions need."""

    def __init__(self, field: str, corpus: Iterable[dict[str, Any]], asked: Iterable[str]) -> None:
        self._field = field
        wanted = {term for text in asked for term in self._terms(text)}
        postings: dict[str, tuple[list[int], list[int]]] = {term: ([], []) for term in wanted}
        lengths: list[int] = []
        self._uids: list[str] = []
        for number, article in enumerate(corpus):
            terms = self._terms(f"{article['heading']}\n{article['text']}")
            self._uids.append(article["anchor"])
            lengths.append(len(terms))
            for term, count in Counter(terms).items():
                if term in wanted:
                    postings[term][0].append(number)
                    postings[term][1].append(count)
        norm = 1.2 * (0.25 + 0.75 * np.array(lengths) / np.mean(lengths))
        self._weights = {
            term: (held := np.array(numbers, int), self._weigh(np.array(counts), norm[held]))
            for term, (numbers, counts) in postings.items()
        }

    def _terms(self, text: str) -> list[str]:
        return getattr(analyse(text), self._field)

    def _weigh(self, counts: Any, norm: Any) -> Any:
        idf = math.log(1 + (len(self._uids) - len(counts) + 0.5) / (len(counts) + 0.5))
        return idf * 2.2 * counts / (counts + norm)

    def rank(self, text: str) -> list[str]:
        """The best, best first."""
        scores = np.zeros(len(self._uids))
        for term in dict.fromkeys(self._terms(text)):
            held, weights = self._weights[term]
            scores[held] += weights
        return [self._uids[number] for number in np.argsort(-scores, kind="stable")[:DEPTH]]


def asked(engine: Engine, text: str) -> list[str]:
    """The first hundred as a person finds them."""
    request = Request(query=parse(text), tokens=[EVERYONE], size=DEPTH, facets=(), page_hits=0)
    return [hit.uid for hit in engine.find(request).hits]


def figures(ranked: Sequence[str], relevant: frozenset[str]) -> tuple[float, float, float, float]:
    """nDCG@10, R@10, R@100 and the reciprocal rank of one question; gains are 0 and 1."""
    gain = sum(1 / math.log2(place + 2) for place, uid in enumerate(ranked[:10]) if uid in relevant)
    best = sum(1 / math.log2(place + 2) for place in range(min(len(relevant), 10)))
    first = next((1 / place for place, uid in enumerate(ranked, start=1) if uid in relevant), 0.0)
    return (
        gain / best,
        len(set(ranked[:10]) & relevant) / len(relevant),
        len(set(ranked[:DEPTH]) & relevant) / len(relevant),
        first,
    )


def measure(name: str, rank: Callable[[str], list[str]], questions: Sequence[Question], failures: bool) -> None:
    """Print the means over the questions."""
    begun = time.process_time()
    answers = [rank(question.text) for question in questions]
    cpu = (time.process_time() - begun) * 1000 / len(questions)
    each = [figures(answer, question.relevant) for answer, question in zip(answers, questions, strict=True)]
    print(f"{name:38} " + " ".join(f"{value:8.3f}" for value in np.mean(each, axis=0)) + f" {cpu:8.1f}", flush=True)
    if failures:
        for question, (*_, first) in zip(questions, each, strict=True):
            if first < 1:
                print(f"    1/{1 / first:.0f}" if first else "    none", question.text.strip())


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--engine", choices=NAMES, default="embedded")
    parser.add_argument("--index", type=Path, help="a folder to keep the index in (elastic: its name)")
    parser.add_argument("--url", default="http://127.0.0.1:9200", help="the server of --engine elastic")
    parser.add_argument("--failures", action="store_true", help="print the questions not answered by the first hit")
    parser.add_argument("--no-baseline", action="store_true")
    options = parser.parse_args()
    questions = read_questions(options.queries)
    texts = [question.text for question in questions]
    with tempfile.TemporaryDirectory(prefix="ranking-") as temporary:
        folder = options.index or Path(temporary)
        engine = open_engine(options.engine, folder, options.url)
        if not is_built(engine):
            build(engine, map(entry, read_corpus(options.corpus)))
        print(f"{len(questions)} questions, {engine.counts().documents:,} articles")
        print(f"{'':38} {'nDCG@10':>8} {'R@10':>8} {'R@100':>8} {'MRR':>8} {'CPU ms':>8}")
        if not options.no_baseline:
            exact = PlainBM25("x", read_corpus(options.corpus), texts)
            folded = PlainBM25("f", read_corpus(options.corpus), texts)
            measure("BM25 on syllables", exact.rank, questions, failures=False)
            measure("BM25 on syllables without accents", folded.rank, questions, failures=False)
        measure("Hoso", lambda text: asked(engine, text), questions, options.failures)
        measure("Hoso, typed without accents", lambda text: asked(engine, fold(nfc(text))), questions, options.failures)
        engine.close()


if __name__ == "__main__":
    main()
