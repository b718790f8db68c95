"""Tokens of functions: as few as say what the table says."""

import pytest

from hoso.access import token
from hoso.access.table import KINDS


@pytest.fixture
def held(monkeypatch):
    """``held(rights)``: the tokens of a function with these rights."""

    def held(*rights):
        monkeypatch.setattr(token, "rights_of", lambda function: frozenset(rights))
        return token.tokens_of_function.__wrapped__("clerk")

    return held


def test_a_right_to_every_kind_is_one_token(held):
    assert held(*((kind, "public", "read") for kind in KINDS)) == {"hoso:*:public:read:*"}


def test_a_right_to_some_kinds_is_a_token_for_each(held):
    tokens = held(("dossier", "public", "read"), ("document", "public", "read"), ("dossier", "private", "edit"))
    assert tokens == {"hoso:dossier:public:read:*", "hoso:document:public:read:*", "hoso:dossier:private:edit:*"}


def test_a_record_carries_its_kind_and_any_kind():
    roles = token._roles_of_class("dossier", "internal")
    assert roles["hoso:dossier:internal:read:*"] == roles["hoso:*:internal:read:*"] == ("Record Reader",)
    assert not any("fonds" in each or "private" in each for each in roles)


def test_a_token_for_one_kind_reaches_that_kind_alone(held):
    tokens = held(("dossier", "internal", "read"))
    assert tokens & token._roles_of_class("dossier", "internal").keys()
    assert not tokens & token._roles_of_class("document", "internal").keys()
    assert not tokens & token._roles_of_class("dossier", "private").keys()
    assert not tokens & token.roles_of_tokens_on_site().keys()
