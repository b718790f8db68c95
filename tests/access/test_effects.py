"""What is announced before a level is set is what setting it does."""

from __future__ import annotations

import pytest

from hoso.access import LEVELS, level, set_level
from hoso.access.effects import effects
from hoso.record.create import create


@pytest.fixture
def fonds(integration):
    return create(integration["portal"], "Fonds", title="Phông")


@pytest.mark.parametrize("above", LEVELS)
@pytest.mark.parametrize("value", ["", *LEVELS])
def test_the_level_announced_is_the_level_set(fonds, above, value):
    set_level(fonds, above)
    dossier = create(fonds, "Dossier", title="Hồ sơ")
    announced = effects(dossier, value)
    set_level(dossier, value)
    assert level(dossier) == announced.level


def test_who_gains_and_who_loses(fonds):
    assert effects(fonds, "public").gain == ("anonymous",)
    assert effects(fonds, "private")[1:] == ((), ("member",))
    assert effects(fonds, "internal")[1:] == ((), ())
