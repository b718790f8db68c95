"""All odd files at hand go through reading: each ends in a named state, within its limits."""

import collections
import os
import resource
import time
from pathlib import Path

import pytest

from hoso.recognition import Limits, UnreadableFile, explain, picture, probe, read_pages
from hoso.recognition.children import ChildFault

pytestmark = pytest.mark.deep
DATA = Path(os.environ.get("HOSO_DATA", Path(__file__).parents[3] / "shared" / "data"))
LIMITS = Limits()


def verdict(path: Path) -> str:
    """How a file ends: the code of its error, or the sources of its pages; fails where a promise is broken."""
    try:
        facts = probe(path)
        sources: collections.Counter[str] = collections.Counter()
        expected = 0
        for page in read_pages(path, processes=os.cpu_count() or 1):
            expected += 1
            assert page.number == expected
            assert explain(page.reason)
            assert "error" not in page.quality, page.quality["error"]
            assert all(page.text[w.start : w.start + len(w.text)] == w.text for w in page.words)
            assert len(page.text.encode()) <= LIMITS.text_bytes
            sources[f"failed: {page.reason}" if page.source == "failed" else page.source] += 1
        assert expected == facts.pages
    except UnreadableFile as error:
        assert path.name in error.message_vi
        assert not isinstance(error.__cause__, ChildFault), error.__cause__
        return error.code
    try:
        assert picture(path, 1)
    except UnreadableFile as error:
        sources[f"no picture: {error.code}"] += 1
    return " + ".join(sorted(sources))


@pytest.mark.parametrize("corpus", ["robustness", "pdf-corpus"])
def test_every_file_ends_in_a_named_state(corpus, capsys):
    folder = DATA / corpus
    assert folder.is_dir(), f"{folder} is not there; set HOSO_DATA to the folder that holds {corpus}"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "MANIFEST.tsv")
    verdicts: collections.Counter[str] = collections.Counter()
    broken, slowest = [], 0.0
    for path in files:
        started = time.monotonic()
        try:
            verdicts[verdict(path)] += 1
        except Exception as cause:  # reported below, with all the others
            broken.append(f"{path.relative_to(folder)}: {type(cause).__name__}: {cause}")
        slowest = max(slowest, time.monotonic() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with capsys.disabled():
        print(f"\n{corpus}: {len(files)} files, slowest {slowest:.1f} s, largest child {peak:.0f} MB")
        for name, count in verdicts.most_common():
            print(f"{count:6} {name}")
    assert not broken, "\n".join(broken)
    assert peak * 2**20 <= LIMITS.memory_bytes
