"""The plan of a query: what is wanted, in which order it gives way, and what raises the rank."""

from hoso.query import parse
from hoso.search.conditions import AnyOf, Clause, Selected
from hoso.search.plan import document_plans, page_plans


def wanted(plan):
    required = [c.parts if isinstance(c, AnyOf) else (c,) for c in (*plan.required, *plan.words)]
    return [[(clause.field, *clause.terms) for clause in group] for group in required]


def test_words_are_folded_syllables_and_expansions_phrases():
    plan = next(document_plans(parse("Quyết ubnd quyết")))
    assert wanted(plan) == [[("f", "quyet")], [("f", "ubnd"), ("f2", "uy_ban", "ban_nhan", "nhan_dan")]]
    assert plan.minimum == 2


def test_phrases_are_exact_first_when_typed_with_accents():
    exact, folded = document_plans(parse('"ủy ban nhân" "đất"'))
    assert wanted(exact) == [[("x2", "uỷ_ban", "ban_nhân")], [("x", "đất")]]
    assert wanted(folded) == [[("f2", "uy_ban", "ban_nhan")], [("f", "dat")]]
    assert [notice.code for notice in folded.notices] == ["phrase_without_accents"]
    (plain,) = document_plans(parse('"uy ban nhan"'))
    assert wanted(plain) == [[("f2", "uy_ban", "ban_nhan")]]
    assert plain.notices == ()


def test_words_give_way_step_by_step_and_phrases_never():
    plans = list(document_plans(parse('mot hai ba bon nam "bay"')))
    assert [plan.minimum for plan in plans] == [5, 4, 1]
    assert all(len(plan.required) == 1 for plan in plans)
    assert [plan.notices[-1].code for plan in plans[1:]] == ["all_but_one_word", "some_words"]
    assert [plan.minimum for plan in document_plans(parse("một"))] == [1]
    two = list(document_plans(parse("một hai")))
    assert [plan.minimum for plan in two] == [2, 1]
    assert two[-1].notices[-1].code == "some_words"
    assert [plan.minimum for plan in document_plans(parse(""))] == [0]


def found_by(plan):
    """The pairs by which a question finds, without a say in the rank."""
    ((selected,),) = [[part for part in plan.required if isinstance(part, Selected)]]
    return {clause.terms[0] for clause in selected.part.parts}


def test_a_question_wants_two_of_its_words_side_by_side_and_ranks_by_all():
    first, last = document_plans(parse(" ".join(f"w{number}" for number in range(9))))
    assert found_by(first) == {f"w{number}_w{number + 1}" for number in range(8)}
    assert (first.minimum, len(first.words), last.minimum, last.required) == (0, 9, 1, ())
    assert [notice.code for notice in first.notices] == ["long_query"]
    (apart, *_) = document_plans(parse("thuế là gì, phí là gì"))
    assert (apart.minimum, apart.required) == (1, ())


def test_words_that_only_ask_are_not_looked_for():
    (plan, *_) = document_plans(parse("Hiệp hội trọng tài là gì?"))
    assert [clause.terms for clause in plan.words] == [("hiep",), ("hoi",), ("trong",), ("tai",)]
    assert found_by(plan) == {"hiep_hoi", "hoi_trong", "trong_tai"}
    assert "la_gi" not in {term for clause, _ in plan.boosts for term in clause.terms}
    (only_asking, *_) = document_plans(parse("là gì"))
    assert wanted(only_asking) == [[("f", "la")], [("f", "gi")]]


def test_a_question_counts_the_same_with_and_without_accents():
    def weight_of_a_pair(text):
        plan = next(document_plans(parse(text)))
        return sum(
            w
            for clause, w in plan.boosts
            if len(clause.terms) == 1
            and "title" not in clause.field
            and clause.field.endswith("2")
            and "number" not in clause.field
        )

    typed = "thời hạn nộp lưu hồ sơ là bao lâu"
    assert weight_of_a_pair(typed) == weight_of_a_pair("thoi han nop luu ho so la bao lau") > 0


def test_who_asks_what_a_thing_is_finds_where_that_is_said():
    def runs(text):
        return {
            clause.terms: weight
            for clause, weight in next(document_plans(parse(text))).boosts
            if len(clause.terms) > 1 and clause.field == "f2"
        }

    asked = runs("Hội trọng tài được hiểu là gì?")
    assert asked["hoi_trong", "trong_tai", "tai_la"] > asked["hoi_trong", "trong_tai"]
    assert asked == runs("hoi trong tai duoc hieu la gi")
    assert asked["hoi_trong", "trong_tai"] < runs("hội trọng tài")["hoi_trong", "trong_tai"]


def test_only_a_question_raises_acts_by_their_force():
    def raised(text):
        return {clause.terms for clause, _ in next(document_plans(parse(text))).boosts if clause.field == "type_words"}

    assert raised("luật đất đai") == set()
    assert raised("đất đai do ai quản lý, đúng hay sai") == {("luat",), ("hien", "phap")}


def test_boosts_pair_what_was_typed_side_by_side():
    plan = next(document_plans(parse('một hai "ba bốn" năm')))
    pairs = {clause.terms[0] for clause, _ in plan.boosts if clause.field == "f2"}
    assert pairs == {"mot_hai", "ba_bon"}


def test_exact_fields_count_only_in_an_accented_query():
    def fields(query):
        return {clause.field for plan in page_plans(parse(query)) for clause, _ in plan.boosts}

    assert fields("mot hai") == {"f2"}
    assert fields("một hai") == {"f2", "x2"}
    assert fields("một") == {"x"}


def test_pages_of_a_question_are_those_with_two_of_its_words_side_by_side():
    plan, *others = page_plans(parse("mức phạt đối với hành vi xây nhà trái phép là bao nhiêu"))
    assert Clause("f2", ("muc_phat",)) in plan.required[0].parts
    assert plan.words == ()
    assert others


def test_the_same_query_is_always_the_same_plan():
    assert list(document_plans(parse("Đất ĐAI"))) == list(document_plans(parse("đất đai")))
    assert Clause("f", ("dat",)) == next(document_plans(parse("đất"))).words[0]


def test_a_cut_query_says_so():
    plan = next(document_plans(parse("đất " * 1000)))
    assert [notice.code for notice in plan.notices] == ["query_cut"]
