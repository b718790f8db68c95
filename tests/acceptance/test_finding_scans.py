"""Official texts, half of them printed to images: each is found, on the right page, marked at the right place."""

import random
import re
import urllib.parse
import urllib.request
from pathlib import Path

import bench_documents
import pytest

from hoso.language import fold

pytestmark = pytest.mark.deep


@pytest.fixture(scope="module")
def instance(make_instance):
    """An instance of its own: the demo has some of these texts too."""
    return make_instance(demo=False)


@pytest.fixture(scope="module")
def filled(instance, tmp_path_factory):
    """The instance with the collection in it, public and read; name → (path of the record, printed)."""
    folder = tmp_path_factory.mktemp("bench")
    printed = bench_documents.collection(folder)
    report = instance.hoso("import", folder, "--into", "bench", "--level", "public", "--json")
    assert report["totals"]["files"]["added"] == len(printed)
    status = instance.hoso("status", "--wait", "--json")
    assert status["reading"]["failed"] == 0
    paths = {Path(result["source"]).stem: result["path"] for result in report["files"]}
    return {name: (paths[name].removeprefix("/hoso/").strip("/"), is_printed) for name, is_printed in printed.items()}


@pytest.fixture(scope="module")
def chosen(filled):
    """Ten phrases: five of printed documents, five of others."""
    printed = [name for name, (_, is_printed) in filled.items() if is_printed]
    others = [name for name in filled if name not in printed]
    draw = random.Random(20261124)
    return bench_documents.phrases([*draw.sample(printed, 5), *draw.sample(others, 5)])


@pytest.mark.parametrize("accents", [True, False])
@pytest.mark.parametrize("quoted", [True, False])
def test_the_right_document_is_first_and_the_right_page_opens(instance, filled, chosen, accents, quoted):
    texts = [phrase.text if accents else fold(phrase.text) for phrase in chosen]
    asked = [f'"{text}"' if quoted else text for text in texts]
    wrong = []
    for phrase, text in zip(chosen, asked, strict=True):
        hits = instance.ask("anonymous", text)
        path, _, pages = hits[0] if hits else ("", "", [])
        if path != filled[phrase.document][0]:
            wrong.append((phrase, path))
        elif [number for number, _ in pages[:1]] != [phrase.page]:
            wrong.append((phrase, pages))
    assert wrong == []


def test_the_words_are_marked_where_they_are(instance, filled, chosen):
    wrong = []
    for phrase in chosen:
        path = filled[phrase.document][0]
        query = urllib.parse.urlencode({"q": f'"{phrase.text}"'})
        with urllib.request.urlopen(f"{instance.url}/{path}/page/{phrase.page}?{query}") as answer:
            html = answer.read().decode()
        boxes = [_rectangle(tag) for tag in re.findall(r"<rect[^>]*>", html)]
        if not any(_overlap(box, phrase.box) > 0.5 for box in boxes):
            wrong.append((phrase, boxes))
    assert wrong == []


def _rectangle(tag):
    x, y, width, height = (
        float(re.search(rf'\b{name}="([\d.]+)%"', tag)[1]) / 100 for name in ("x", "y", "width", "height")
    )
    return x, y, x + width, y + height


def _overlap(one, other):
    """Common area over the smaller of the two."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
