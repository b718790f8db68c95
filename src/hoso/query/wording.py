"""A query in Vietnamese words."""

from __future__ import annotations

from hoso.language import abbreviations
from hoso.query.tree import And, Field, Node, Not, Or, Phrase, Prefix, Word
from hoso.query.values import Days, Text, Years

_NAMES = {"number": "số, ký hiệu", "type": "loại", "authority": "cơ quan", "signer": "người ký", "dossier": "hồ sơ"}


def told(tree: And) -> str:
    """How a query was understood, as a sentence."""
    wanted = [_part(part) for part in tree.parts if not isinstance(part, Not)]
    others = [_part(part.part) for part in tree.parts if isinstance(part, Not)]
    if wanted and others:
        return f"Tìm tài liệu có: {', '.join(wanted)}; không có: {', '.join(others)}."
    if wanted:
        return f"Tìm tài liệu có: {', '.join(wanted)}."
    return f"Tìm tài liệu không có: {', '.join(others)}." if others else "Chưa có từ nào để tìm."


def _part(node: Node) -> str:
    match node:
        case Word():
            return _word(node)
        case Phrase():
            return f"cụm từ “{node.text}”"
        case Prefix():
            return f"từ bắt đầu bằng “{node.text}”"
        case Field():
            return _field(node)
        case Not(part):
            return f"không có {_part(part)}"
        case And(parts):
            return f"({' và '.join(map(_part, parts))})"
        case Or(parts):
            return f"({' hoặc '.join(map(_part, parts))})"


def _word(word: Word) -> str:
    expansions = [" ".join(phrase) for token in word.tokens for phrase in abbreviations.expand(token)]
    return f"{word.text} (hoặc {', '.join(f'“{e}”' for e in expansions)})" if expansions else word.text


def _field(field: Field) -> str:
    match field.value:
        case Text(text):
            return f"{_NAMES[field.name]} “{text}”"
        case Years(first, last):
            return _span("năm", first, last)
        case Days(first, last):
            return _span("ngày", first, last)


def _span(name: str, first: object, last: object) -> str:
    if first == last:
        return f"{name} {first}"
    if last is None:
        return f"{name} từ {first} trở đi"
    return f"{name} đến hết {last}" if first is None else f"{name} từ {first} đến {last}"
