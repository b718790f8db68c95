"""Finding what one knows: a document by its number in any spelling, a part of its title, its signer and year.

    python benchmarks/known_items.py --documents docs.json.gz [--texts docs.jsonl.gz] [--engine embedded|elastic]
        [--index FOLDER] [--url URL] [--sample 400] [--failures]

DOCUMENTS are the properties of the documents of the legal code, TEXTS the pages of vbpl.vn with their texts. Success
is a first hit that has what was asked for: several documents may. Of a number without its letters ("15/2016") all who
issued one are wanted on the first page.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from engines import NAMES, open_engine
from ranking import EVERYONE, build, is_built

from hoso.language import analyse, fold, nfc, number_tokens
from hoso.query import parse
from hoso.search import DocumentEntry, Engine, Request

PAGE_CHARACTERS = 2500
FIRST_PAGE = 20
_SIGNED = re.compile(r"\(Đã ký\)\s*\n+\s*([^\n\d]{5,40})\s*$")
_NUMBER = re.compile(r"[0-9]+/[0-9]{4}/.+")


def read_documents(path: Path) -> Iterator[DocumentEntry]:
    """The documents of the legal code: no texts."""
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for each in json.load(source):
            year = each["issued"][-4:]
            yield DocumentEntry(
                uid=f"code-{each['item_id']}",
                revision=1,
                path=f"/code/{each['item_id']}",
                kind="LegalAct",
                title=nfc(each["title"]),
                number=nfc(each["number"]),
                doc_type=each["type"],
                authority=nfc(each["issuer"]),
                year=int(year) if year.isdecimal() else None,
                allowed=[EVERYONE],
            )


def read_texts(path: Path) -> Iterator[DocumentEntry]:
    """The pages of vbpl.vn in Vietnamese, cut into pages."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for each in map(json.loads, lines):
            if each["lang"] != "vi":
                continue
            text = nfc(each["text"])
            signed = _SIGNED.search(text.strip())
            year = (each["derived_issued"] or "")[-4:]
            yield DocumentEntry(
                uid=f"vbpl-{each['item_id']}",
                revision=1,
                path=f"/vbpl/{each['item_id']}",
                kind="LegalAct",
                title=nfc(each["title"]),
                number=nfc(each["derived_number"] or ""),
                doc_type=each["derived_doc_type"] or "",
                signer=" ".join(signed[1].split()) if signed else "",
                year=int(year) if year.isdecimal() else None,
                allowed=[EVERYONE],
                pages=[text[at : at + PAGE_CHARACTERS] for at in range(0, len(text), PAGE_CHARACTERS)],
            )


Case = tuple[str, frozenset[str]]


def number_cases(entries: Sequence[DocumentEntry], spell: Callable[[DocumentEntry], str]) -> Iterator[Case]:
    """Numbers as ``spell`` writes them; right is every document of that number."""
    of_number: dict[tuple[str, ...], set[str]] = {}
    for entry in entries:
        of_number.setdefault(number_tokens(entry.number), set()).add(entry.uid)
    for entry in entries:
        if _NUMBER.fullmatch(entry.number):
            yield spell(entry), frozenset(of_number[number_tokens(entry.number)])


def short_number_cases(entries: Sequence[DocumentEntry], typed: bool) -> Iterator[Case]:
    """Number and year alone, or behind the type; right are all that have them."""
    numbered = [(entry, number_tokens(entry.number)[:2]) for entry in entries if _NUMBER.fullmatch(entry.number)]

    def key(pair: tuple[DocumentEntry, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
        return (pair[0].doc_type if typed else "", pair[1])

    for (doc_type, (number, year)), group in groupby(sorted(numbered, key=key), key):
        text = f"{doc_type} {number} {year}" if typed else f"{number}/{year}"
        yield text, frozenset(entry.uid for entry, _ in group)


def title_cases(entries: Sequence[DocumentEntry], chosen: random.Random, accented: bool) -> Iterator[Case]:
    """Six words out of a title; right is every document whose title has them."""
    held = {entry.uid: f" {' '.join(analyse(entry.title).f)} " for entry in entries}
    for entry in entries:
        words = analyse(entry.title).x
        if len(words) >= 8:
            at = chosen.randrange(len(words) - 6)
            part = " ".join(words[at : at + 6])
            piece = f" {' '.join(analyse(part).f)} "
            right = frozenset(uid for uid, title in held.items() if piece in title)
            yield (part if accented else fold(part)), right


def signer_cases(entries: Sequence[DocumentEntry], text: str) -> Iterator[Case]:
    """Signer and year; right are all that have both."""
    signed = [entry for entry in entries if entry.signer and entry.year]
    keys = {entry.uid: (tuple(analyse(entry.signer).f), entry.year) for entry in signed}
    for entry in {keys[each.uid]: each for each in signed}.values():
        right = frozenset(uid for uid, key in keys.items() if key == keys[entry.uid])
        yield text.format(signer=entry.signer, year=entry.year), right


def found(engine: Engine, text: str) -> list[str]:
    """The first page as a person sees it."""
    request = Request(query=parse(text), tokens=[EVERYONE], size=FIRST_PAGE, facets=(), page_hits=0)
    return [hit.uid for hit in engine.find(request).hits]


def measure(name: str, engine: Engine, cases: Sequence[Case], failures: bool) -> None:
    """Print the share of first hits that are right, and the share of the right on the first page."""
    first, shown = 0, 0.0
    for text, right in cases:
        hits = found(engine, text)
        success = bool(hits) and hits[0] in right
        first += success
        shown += len(right.intersection(hits)) / min(len(right), FIRST_PAGE)
        if failures and not success:
            print(f"    {text!r}: {hits[:1]} instead of {sorted(right)[:2]}")
    print(f"{name:52} {len(cases):6} {first / len(cases):10.3f} {shown / len(cases):10.3f}", flush=True)


def unzeroed(entry: DocumentEntry) -> str:
    """The number without the zeros before it, or with one where it is of one digit."""
    return f"0{entry.number}" if entry.number[1] == "/" else entry.number.lstrip("0")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--engine", choices=NAMES, default="embedded")
    parser.add_argument("--index", type=Path, help="a folder to keep the index in (elastic: its name)")
    parser.add_argument("--url", default="http://127.0.0.1:9200", help="the server of --engine elastic")
    parser.add_argument("--sample", type=int, default=400, help="of each kind, so many are asked")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    entries = [*read_documents(options.documents), *(read_texts(options.texts) if options.texts else ())]
    spellings: dict[str, Callable[[DocumentEntry], str]] = {
        "number as written": lambda entry: entry.number,
        "small letters without accents, dashes": lambda entry: fold(entry.number).replace("/", "-"),
        "blanks for signs": lambda entry: re.sub(r"\W+", " ", entry.number),
        "letters run together": lambda entry: re.sub(r"(?<=\D)-(?=\D)", "", entry.number).lower(),
        "with or without a leading zero": unzeroed,
        "behind “số”": lambda entry: f"số {entry.number}",
        "behind the type": lambda entry: f"{entry.doc_type} {entry.number}",
        "behind the type, “số” between": lambda entry: f"{entry.doc_type} số: {entry.number}",
    }
    kinds: dict[str, Iterator[Case]] = {name: number_cases(entries, spell) for name, spell in spellings.items()}
    kinds |= {
        "type, number, year (all shown)": short_number_cases(entries, typed=True),
        "number/year, ambiguous (all shown)": short_number_cases(entries, typed=False),
        "six words of a title": title_cases(entries, random.Random(1), accented=True),
        "six words of a title, without accents": title_cases(entries, random.Random(1), accented=False),
        "signer and year, as fields": signer_cases(entries, 'người ký:"{signer}" năm:{year}'),
        "signer and year, as words": signer_cases(entries, "{signer} {year}"),
    }
    with tempfile.TemporaryDirectory(prefix="known-") as temporary:
        folder = options.index or Path(temporary)
        engine = open_engine(options.engine, folder, options.url)
        if not is_built(engine):
            build(engine, entries)
        print(f"{len(entries)} documents{'':38} cases  success@1 first page")
        for name, cases in kinds.items():
            asked = list(cases)
            chosen = random.Random(2).sample(asked, min(options.sample, len(asked)))
            if chosen:
                measure(name, engine, chosen, options.failures)
        engine.close()


if __name__ == "__main__":
    main()
