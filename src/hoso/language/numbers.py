"""Numbers of documents, in any spelling the same tokens."""

from __future__ import annotations

import re

from hoso.language.tokens import analyse

_RUN = re.compile("[0-9]+|[^0-9]+")


def number_tokens(text: str) -> tuple[str, ...]:
    """A document number as runs of digits and runs of letters, folded, digits without leading zeros.

    ``02/2026/TT-BNV``, ``2/2026/tt-bnv`` and ``02-2026 TTBNV`` begin alike: 2, 2026; ``QH14`` is ``qh``, ``14``.
    """
    runs = (run for token in analyse(text).f for run in _RUN.findall(token))
    return tuple((run.lstrip("0") or "0") if run.isdecimal() else run for run in runs)
