"""What every engine has to do: the same questions, the same answers."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from hoso.language import fold
from hoso.query import parse
from hoso.search import Counts, FacetCount, PagingTooDeep, Request
from hoso.search.conditions import AllOf, AnyOf, Beginning, Clause, NoneOf
from hoso.search.engines import elastic, embedded
from hoso.search.facets import FACETS


def uids(answer):
    return [hit.uid for hit in answer.hits]


def codes(answer):
    return [notice.code for notice in answer.notices]


def hit_words(page):
    return [part for part, hit in page.snippet_parts if hit]


@pytest.mark.parametrize("spell", [str, fold, str.upper], ids=["accents", "plain", "capitals"])
@pytest.mark.parametrize(
    ("text", "first", "page"),
    [
        ("xử phạt vi phạm hành chính lưu trữ", "nd31", 1),
        ("liên tịch dự án công trình xây dựng", "tt02", 2),
        ("bí mật nhà nước là thông tin", "luat117", 1),
        ('"thẩm quyền lập biên bản đối với hành vi"', "nd31", 1),
    ],
)
def test_right_document_and_right_page(filled, ask, text, first, page, spell):
    answer = ask(filled, spell(text))
    assert uids(answer)[0] == first
    assert answer.hits[0].pages[0].number == page
    assert not codes(answer)


def test_a_phrase_runs_over_line_ends_but_not_over_pages(filled, ask, library):
    lines = library[1].pages[0].split("\n")
    over_lines = " ".join(lines[8].split()[-3:] + lines[9].split()[:3])
    over_pages = " ".join(library[1].pages[0].split()[-6:] + library[1].pages[1].split()[:6])
    assert uids(ask(filled, f'"{over_lines}"')) == ["nd31"]
    assert ask(filled, f'"{over_pages}"').total == 0


def test_words_are_sought_in_title_number_metadata_and_text_together(filled, ask):
    assert uids(ask(filled, "thông tư liên tịch 02/2026/TT-BNV tín ngưỡng phông")) == ["tt02"]


@pytest.mark.parametrize(
    "number", ["31/2026/NĐ-CP", "31/2026/nd-cp", "so 31 nd cp", "Số: 31/2026/NĐ-CP", "31 2026 ND CP", "số 31/2026"]
)
def test_a_document_number_in_any_spelling(filled, ask, number):
    assert uids(ask(filled, number))[0] == "nd31"


def test_tone_placement_and_composition_do_not_count(filled, ask):
    for text in ('"cộng hòa xã hội"', '"cộng hoà xã hội"', '"cộng ho\u0300a xã hội"', '"CÔ\u0323NG HOÀ XÃ HỘI"'):
        answer = ask(filled, text)
        assert answer.total == 5
        assert not codes(answer)


def test_abbreviations_find_the_words_and_themselves(engine, ask, entry):
    engine.write([entry("short", pages=["UBND tỉnh"]), entry("long", pages=["Ủy ban\nnhân dân tỉnh"]), entry("ban")])
    answer = ask(engine, "ubnd tỉnh")
    assert sorted(uids(answer)) == ["long", "short"]
    assert {hit.uid: hit_words(hit.pages[0]) for hit in answer.hits} == {
        "short": ["UBND tỉnh"],
        "long": ["Ủy ban nhân dân tỉnh"],
    }


def test_exactly_accented_matches_rank_first(engine, ask, entry):
    texts = {"bo1": "bãi bỏ văn bản", "bo2": "bài bố vắn bàn", "bo3": "bại bô văn bán"}
    engine.write([entry(uid, pages=[text]) for uid, text in texts.items()])
    for uid, text in texts.items():
        answer = ask(engine, text)
        assert uids(answer)[0] == uid
        assert answer.total == 3


def test_words_side_by_side_as_typed_rank_first(engine, ask, entry):
    scattered = "đất rừng. rừng trồng. trồng cây. cây đất. " * 5
    engine.write([entry(f"other{number}", pages=["hồ sơ khác"]) for number in range(20)])
    engine.write([entry("near", pages=["x y z " * 60 + "đất rừng trồng cây"]), entry("far", pages=[scattered])])
    for text in ("đất rừng trồng cây", "dat rung trong cay"):
        answer = ask(engine, text)
        assert uids(answer) == ["near", "far"]
        assert hit_words(answer.hits[0].pages[0]) == ["đất rừng trồng cây"]


def test_a_phrase_with_accents_means_them(engine, ask, entry):
    engine.write([entry("one", pages=["bãi bỏ"]), entry("two", pages=["bài bố"]), entry("three", pages=["bỏ bãi"])])
    assert uids(ask(engine, '"bãi bỏ"')) == ["one"]
    assert sorted(uids(ask(engine, '"bai bo"'))) == ["one", "two"]
    answer = ask(engine, '"bại bó"')
    assert sorted(uids(answer)) == ["one", "two"]
    assert codes(answer) == ["phrase_without_accents"]
    assert "không phân biệt dấu" in answer.notices[0].text
    assert uids(ask(engine, '"bố"')) == ["two"]


def test_words_mean_and_and_give_way_with_notice(filled, ask):
    assert codes(ask(filled, "giám sát văn bản quy phạm")) == []
    one_less = ask(filled, "xử phạt lưu trữ zzzz")
    assert uids(one_less)[0] == "nd31"
    assert codes(one_less) == ["all_but_one_word"]
    some = ask(filled, "zzzz yyyy xxxx phạt")
    assert uids(some)[0] == "nd31"
    assert codes(some) == ["some_words"]
    none = ask(filled, "zzzz yyyy")
    assert (none.total, none.hits, codes(none)) == (0, [], [])


def test_a_phrase_does_not_give_way(filled, ask):
    assert ask(filled, '"phạt xử vi phạm" lưu trữ').total == 0


def test_nothing_asked_shows_all_that_may_be_seen(filled, ask):
    answer = ask(filled, "", tokens=["public"], sort="newest")
    assert uids(answer) == ["nd31", "tt02"]
    assert all(hit.pages == [] for hit in answer.hits)


def test_rights_hold_for_hits_totals_and_facets(filled, ask):
    assert ask(filled, "bí mật nhà nước", tokens=["secret"]).total == 1
    for tokens in ([], ["nobody"], ["public"]):
        answer = ask(filled, '"bảo vệ bí mật nhà nước"', tokens=tokens)
        assert (answer.total, answer.hits) == (0, [])
        assert not any(answer.facets.values())
    answer = ask(filled, "luật", tokens=["staff"])
    assert sorted(facet.value for facet in answer.facets["type"]) == ["Nghị quyết", "Nghị định", "Thông tư"]
    assert sum(facet.count for facet in answer.facets["type"]) == answer.total == 4


def test_facets_have_exact_counts(filled, ask):
    facets = ask(filled, "").facets
    assert {f.value: f.count for f in facets["kind"]} == {"LegalAct": 4, "ArchivalDocument": 1}
    assert facets["type"][0] == FacetCount("Thông tư", "Thông tư", 2)
    assert {f.value: f.count for f in facets["year"]} == {"2025": 3, "2026": 2}
    assert {f.value: f.count for f in facets["fonds"]} == {"f1": 1, "f2": 2}
    assert sum(f.count for f in facets["authority"]) == 5


def test_filters_narrow_and_leave_their_own_facet_whole(filled, ask):
    answer = ask(filled, '"lưu trữ"', filters={"year": ["2026"]})
    assert sorted(uids(answer)) == ["nd31", "tt02"]
    assert {f.value: f.count for f in answer.facets["year"]} == {"2025": 1, "2026": 2}
    assert {f.value: f.count for f in answer.facets["type"]} == {"Thông tư": 1, "Nghị định": 1}
    both = ask(filled, '"lưu trữ"', filters={"year": ["2025", "2026"], "type": ["Thông tư"]})
    assert sorted(uids(both)) == ["tt02", "tt20"]
    assert {f.value: f.count for f in both.facets["year"]} == {"2025": 1, "2026": 1}


def test_a_record_counts_for_each_of_its_values_and_once_in_the_total(engine, ask, entry):
    both, one = ["Đất đai", "Môi trường"], ["Đất đai"]
    values = {"level": "public", "quality": "good"}
    engine.write(
        [
            entry("a", subjects=both, keywords=both, states=["described", "review"], **values),
            entry("b", subjects=one, states=["described"], **values),
            entry("c", subjects=both, level="private", quality="poor", allowed=["secret"]),
        ]
    )
    answer = ask(engine, "", tokens=["staff"])
    counted = {name: {f.value: f.count for f in counts} for name, counts in answer.facets.items()}
    assert list(counted) == list(FACETS)
    assert counted["field"] == {"Đất đai": 2, "Môi trường": 1}
    assert counted["state"] == {"described": 2, "review": 1}
    assert (counted["level"], counted["quality"]) == ({"public": 2}, {"good": 2})
    assert ask(engine, "", filters={"field": both}, tokens=["staff"]).total == 2
    assert uids(ask(engine, "", filters={"field": both, "keyword": ["Môi trường"]})) == ["a"]


def test_only_what_was_asked_for_is_counted_and_shown(filled, ask):
    answer = ask(filled, "lưu trữ", facets=["year"], page_hits=1)
    assert list(answer.facets) == ["year"] and answer.facets["year"]
    assert {len(hit.pages) for hit in answer.hits} == {1}
    bare = ask(filled, "lưu trữ", facets=(), page_hits=0)
    assert (bare.total, uids(bare), bare.facets) == (answer.total, uids(answer), {})
    assert not any(hit.pages for hit in bare.hits)


def test_entries_that_share_a_signature_are_found_by_it_and_it_is_no_facet(engine, ask, entry):
    engine.write([entry("a", signature=["0:12", "1:7f"]), entry("b", signature=["0:13", "1:7f"]), entry("c")])
    answer = ask(engine, "", filters={"signature": ["0:12", "1:7f"]})
    assert sorted(uids(answer)) == ["a", "b"]
    assert "signature" not in answer.facets
    assert uids(ask(engine, "", filters={"signature": ["0:12"]})) == ["a"]


def test_conditions_select_beside_the_query_and_are_never_relaxed(engine, ask, entry):
    engine.write(
        [
            entry("a", title="Quyết định giao rừng", number="9/2016/QĐ-UBND", pages=["trồng cây"]),
            entry("b", title="Kế hoạch", number="90/2017/KH-UBND", pages=["giao rừng, trồng cây"]),
            entry("c", title="Giao rừng kín", allowed=["secret"]),
        ]
    )

    def found(text, *conditions):
        answer = ask(engine, text, tokens=["staff"], conditions=conditions)
        assert answer.total == len(answer.hits) == sum(count.count for count in answer.facets["kind"])
        return sorted(uids(answer))

    in_title = (Clause("title_f", ("giao",)), Beginning("title_f", "ru"))
    assert found("", *in_title) == ["a"]
    assert found("trồng", *in_title) == ["a"]
    assert found("hoạch trồng", *in_title) == ["a"]  # the words give way, the conditions do not
    numbered = AllOf((Clause("number_parts", ("9", "2016")), Beginning("number_parts", "q")))
    assert found("", numbered) == ["a"]
    assert found("", Beginning("number_parts", "9")) == ["a", "b"]
    assert found("", AnyOf((numbered, Clause("title_f2", ("ke_hoach",))))) == ["a", "b"]
    assert found("", NoneOf(numbered)) == ["b"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("number", ["nine", "ten", "hundred", "none"]),
        ("address", ["ten", "hundred", "nine", "none"]),
        ("newest", ["hundred", "ten", "nine", "none"]),
        ("oldest", ["nine", "ten", "hundred", "none"]),
    ],
)
def test_orders_are_natural_and_what_has_no_value_comes_last(engine, ask, entry, sort, order):
    engine.write(
        [
            entry("hundred", number="100/QĐ-UBND", date=20200101, address_key="b"),
            entry("none"),
            entry("nine", number="9/QĐ-UBND", date=19980101, address_key="c"),
            entry("ten", number="10/QĐ-UBND", date=20160630, address_key="a"),
        ]
    )
    assert uids(ask(engine, "", sort=sort)) == order


def test_matching_tells_all_that_is_found_without_rank(filled):
    """What ``find`` counts, by uid, whatever the order and the page of the request."""
    for values in ({}, {"filters": {"year": ["2026"]}}, {"tokens": ["public"]}, {"sort": "newest", "size": 1}):
        request = Request(query=parse("quy định"), **({"tokens": ["staff"]} | values))
        expected = sorted(uids(filled.find(replace(request, sort="relevance", size=100))))
        assert filled.matching(request, 100) == expected
        assert filled.matching(request, 1) == expected[:1]
    assert filled.matching(Request(query=parse("khôngcótừnày"), tokens=["staff"]), 5) == []


def test_filters_do_not_make_words_give_way(filled, ask):
    answer = ask(filled, "đối tượng bị xử phạt", filters={"type": ["Luật"]})
    assert answer.total == 0
    assert codes(answer) == []
    assert {f.value for f in answer.facets["type"]} == {"Nghị định", "Nghị quyết"}


def test_within_a_container_as_if_there_were_nothing_else(engine, ask, entry):
    engine.write(
        [
            entry("a", title="giao đất", inside=["dossier", "fonds"], year=2016),
            entry("b", title="giao rừng", inside=["other", "fonds"], year=2017),
            entry("c", title="giao đất rừng", inside=["fonds"], year=2018),
        ]
    )
    answer = ask(engine, "giao", within="dossier")
    assert (uids(answer), answer.total) == (["a"], 1)
    assert [count.value for count in answer.facets["year"]] == ["2016"]
    assert sorted(uids(ask(engine, "giao", within="fonds"))) == ["a", "b", "c"]
    assert ask(engine, "giao", within="unknown").total == 0
    # Words give way as they do where the container is all there is.
    assert uids(ask(engine, "giao rừng cây", within="other")) == ["b"]


def test_without_records_and_what_is_inside_as_if_they_were_not_there(engine, ask, entry):
    engine.write(
        [
            entry("d", title="hồ sơ đất"),
            entry("d1", title="đất một", inside=["d", "f"], year=2015),
            entry("e1", title="đất hai", inside=["e", "d"], year=2016),
            entry("e2", title="đất ba", inside=["e"], year=2016),
        ]
    )
    answer = ask(engine, "đất", without=["d", "unknown"])
    assert (uids(answer), answer.total) == (["e2"], 1)
    assert [(each.value, each.count) for each in answer.facets["year"]] == [("2016", 1)]
    request = Request(query=parse("đất"), tokens=["staff"], without=["e2", "d1"])
    assert engine.matching(request, 9) == ["d", "e1"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("newest", ["nd31", "tt02", "tt20", "nq115", "luat117"]),
        ("oldest", ["nq115", "tt20", "tt02", "nd31", "luat117"]),
        ("title", ["nq115", "tt02", "luat117", "tt20", "nd31"]),
        ("number", ["tt02", "tt20", "nd31", "nq115", "luat117"]),
    ],
)
def test_sorting(filled, ask, sort, order):
    assert uids(ask(filled, "", sort=sort)) == order


def test_paging_gives_every_hit_once(engine, ask, entry):
    engine.write([entry(f"u{n:03}", title=f"Hồ sơ {n}") for n in range(55)])
    seen = [uid for start in range(0, 60, 20) for uid in uids(ask(engine, "hồ sơ", start=start, sort="title"))]
    assert seen == [f"u{n:03}" for n in range(55)]
    assert ask(engine, "hồ sơ", start=40).total == 55
    assert ask(engine, "hồ sơ", size=0).total == 55


def test_paging_is_bounded():
    with pytest.raises(PagingTooDeep, match="10.000"):
        Request(query=parse(""), tokens=[], start=10_001)
    with pytest.raises(ValueError, match="size"):
        Request(query=parse(""), tokens=[], size=101)


@pytest.mark.parametrize("values", [{"sort": "size"}, {"filters": {"allowed": ["x"]}}], ids=["sort", "filter"])
def test_only_known_orders_and_facets(values):
    with pytest.raises(ValueError, match="no such"):
        Request(query=parse(""), tokens=[], **values)


def test_what_is_shown_of_a_hit(filled, ask):
    hit = ask(filled, "02/2026/TT-BNV").hits[0]
    assert (hit.uid, hit.revision) == ("tt02", 1)
    assert hit.fields["path"] == "/luu-tru/tt02"
    assert hit.fields["number"] == "02/2026/TT-BNV"
    assert hit.fields["place"]["shelf"] == "Kho 1, giá 2, hộp 15"
    assert hit.fields["page_count"] == 3
    assert hit.fields["sheet"] == "1-3"
    assert hit.score > 0


def test_page_hits_are_few_best_first_and_marked(filled, ask, library):
    hit = ask(filled, "xử phạt vi phạm hành chính").hits[0]
    assert hit.uid == "nd31"
    assert 1 <= len(hit.pages) <= 3
    for page in hit.pages:
        text = " ".join(library[1].pages[page.number - 1].split())
        assert "".join(part for part, _ in page.snippet_parts).strip("…") in text
        assert hit_words(page)
    assert "xử phạt" in " ".join(hit_words(hit.pages[0])).lower()


def test_pages_with_hits(filled, library):
    wanted = [n for n, text in enumerate(library[1].pages, 1) if "lưu trữ" in text.lower().replace("\n", " ")]
    assert filled.pages_with_hits("nd31", parse('"lưu trữ"')) == wanted
    assert filled.pages_with_hits("nd31", parse('"luu tru"')) == wanted
    assert filled.pages_with_hits("nd31", parse("zzzz")) == []
    assert filled.pages_with_hits("nd31", parse("")) == []
    assert filled.pages_with_hits("unknown", parse("lưu trữ")) == []


def test_a_record_is_replaced_whole(engine, ask, entry, library):
    engine.write(library)
    engine.write([entry("nd31", revision=2, title="Đề án", pages=["Kế hoạch sắp xếp"])])
    assert uids(ask(engine, '"đối tượng bị xử phạt"')) == []
    hit = ask(engine, '"kế hoạch sắp xếp"').hits[0]
    assert (hit.uid, hit.revision, [page.number for page in hit.pages]) == ("nd31", 2, [1])
    assert engine.counts() == Counts(5, 3 + 1 + 4 + 4 + 4)


def test_an_older_revision_never_overwrites_a_newer(engine, ask, entry):
    engine.write([entry("a", revision=7, title="mới")])
    engine.write([entry("a", revision=6, title="cũ"), entry("b", revision=1, title="khác")])
    engine.write([entry("c", revision=3, title="sau"), entry("c", revision=2, title="trước")])
    assert list(engine.revisions()) == [("a", 7), ("b", 1), ("c", 3)]
    assert uids(ask(engine, "mới")) == ["a"]
    assert ask(engine, "cũ").total == ask(engine, "trước").total == 0
    engine.write([entry("a", revision=7, title="lại")])
    assert uids(ask(engine, "lại")) == ["a"]
    assert engine.counts() == Counts(3, 0)


def test_it_says_which_index_answers(engine, library):
    before = engine.about()
    engine.start_build()
    engine.fill(library)
    assert engine.about().generation == before.generation, "the live one answers until the new one is complete"
    engine.finish_build()
    after = engine.about()
    assert after.kind == before.kind and after.generation > before.generation and after.built >= before.built
    assert after.bytes > 0


def test_deletion(engine, ask, library):
    engine.write(library)
    engine.delete(["nd31", "unknown"])
    assert [uid for uid, _ in engine.revisions()] == ["luat117", "nq115", "tt02", "tt20"]
    assert engine.pages_with_hits("nd31", parse("lưu trữ")) == []
    assert "nd31" not in uids(ask(engine, "xử phạt"))


def test_a_failed_batch_leaves_nothing(engine, entry, library):
    engine.write(library)
    before = list(engine.revisions()), engine.counts()
    broken = entry("y", pages=["trang hai", None])
    with pytest.raises(TypeError):
        engine.write([entry("x", pages=["trang một"]), broken])
    assert (list(engine.revisions()), engine.counts()) == before
    engine.write([entry("x", pages=["trang một"])])
    assert ("x", 1) in list(engine.revisions())


def test_a_commit_is_seen_by_others_at_once(engine, make_engine, ask, entry, library):
    engine.write(library)
    reader = make_engine()
    assert ask(reader, "zzzz").total == 0
    for number in range(5):
        engine.write([entry(f"new{number}", pages=["zzzz"])])
        assert ask(reader, "zzzz").total == number + 1


def test_a_generation_is_built_beside_the_live_one(engine, make_engine, ask, entry, library):
    engine.write(library)
    reader = make_engine()
    engine.start_build()
    engine.fill(library[:3])
    assert ask(reader, "").total == 5
    engine.write([entry("tt02", revision=2, title="Sửa trong khi dựng"), entry("new")])
    engine.delete(["tt20", "luat117"])
    engine.fill(library)
    assert ask(reader, "").total == 4
    engine.finish_build()
    for each in (reader, engine, make_engine()):
        assert list(each.revisions()) == [("nd31", 1), ("new", 1), ("nq115", 1), ("tt02", 2)]
        assert uids(ask(each, '"sửa trong khi dựng"')) == ["tt02"]
    engine.write([entry("after")])
    assert ask(reader, "after").total == 1


def test_a_record_deleted_and_made_again_while_building_is_kept(engine, ask, entry, library):
    engine.write(library)
    engine.start_build()
    engine.delete(["nd31"])
    engine.write([entry("nd31", title="khôi phục")])
    engine.fill([entry("nd31", title="khôi phục")])
    engine.finish_build()
    assert list(engine.revisions()) == [("nd31", 1)]


def test_an_abandoned_build_changes_nothing(engine, ask, library):
    engine.write(library)
    engine.start_build()
    engine.abandon_build()
    engine.start_build()
    engine.start_build()
    engine.abandon_build()
    assert ask(engine, "").total == 5


ALPHABET = [
    "đất",
    "Ủy ban",
    '"',
    "“",
    "”",
    "(",
    "OR",
    "15/2016/QĐ-UBND",
    "*",
    ":",
    "\\",
    "^",
    "\x00",
    "\ud7a3",
    "-",
    "🙂",
    " OR ",
    " NOT ",
    " -",
    ")",
    "lư*",
    "số:15",
    "loại:luật",
    "cơ quan:",
    "năm:2025..",
    "ngày:2025-01..2026-06",
    "hồ sơ:1",
]


def fuzzed(seed, count):
    chosen = random.Random(seed)
    for _ in range(count):
        if chosen.random() < 0.5:
            yield "".join(chosen.choice([*ALPHABET, " "]) for _ in range(chosen.randrange(40)))
        else:
            yield "".join(
                chr(chosen.choice([chosen.randrange(32, 0x250), chosen.randrange(1, 0xD800)])) for _ in range(30)
            )


@pytest.mark.parametrize("count", [200, pytest.param(20_000, marks=pytest.mark.deep)])
def test_any_text_has_an_answer(filled, ask, count):
    for text in fuzzed(count, count):
        answer = ask(filled, text, size=2)
        assert 0 <= answer.total <= 5
        filled.pages_with_hits("nd31", parse(text))


def test_a_long_question_has_an_answer(filled, ask):
    words = [f"từ{number}" for number in range(300)]
    assert ask(filled, " ".join(words) + " xử phạt").hits[0].uid == "nd31"
    pairs = " ".join(f'"{a} {b}"' for a, b in pairwise(words[:60]))
    assert ask(filled, pairs).total == 0


@pytest.mark.parametrize("pool", [1, 2, 5])
def test_records_with_many_pages_do_not_hide_the_pages_of_others(engine, entry, ask, monkeypatch, pool):
    long = entry("long", pages=["đất rừng"] * 30)
    engine.write([long, *(entry(f"short{n}", pages=["mở đầu", f"đất đai {n}", "rừng"]) for n in range(5))])

    def pages(text):
        return {hit.uid: [page.number for page in hit.pages] for hit in ask(engine, text).hits}

    texts = ("đất", "đất rừng", "rừng OR đai", "đất đai rừng")
    expected = [pages(text) for text in texts]
    assert len(expected[0]["long"]) == 3 and expected[0]["short4"] == [2]
    for module in (elastic.finding, embedded.finding):
        monkeypatch.setattr(module, "_POOL", pool)
    assert [pages(text) for text in texts] == expected
