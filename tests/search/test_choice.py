"""Which engine an instance uses."""

import stat

import pytest

from hoso.home import Home
from hoso.search import WrongSettings
from hoso.search.choice import Choice, choose_next, chosen, from_values, next_choice, stamp, stay, take_over
from hoso.search.engines.elastic import Settings

SERVER = Choice(Settings(("https://a:9200", "https://b:9200"), name="kho", api_key="k", ca_file="/ca", shards=3))


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.delenv("HOSO_SEARCH", raising=False)
    return Home(tmp_path)


def test_without_a_word_it_is_the_embedded_engine(home):
    assert chosen(home) == Choice()
    assert next_choice(home) is None


def test_the_environment_names_a_server(home, monkeypatch):
    values = {
        "HOSO_SEARCH": "https://a:9200, https://b:9200",
        "HOSO_SEARCH_NAME": "kho",
        "HOSO_SEARCH_API_KEY": "k",
        "HOSO_SEARCH_CA": "/ca",
        "HOSO_SEARCH_SHARDS": "3",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert chosen(home) == from_values(values) == SERVER


def test_a_move_goes_over_the_environment(home, monkeypatch):
    monkeypatch.setenv("HOSO_SEARCH", "https://c:9200")
    stamps = [stamp(home)]
    choose_next(home, SERVER)
    stamps.append(stamp(home))
    assert next_choice(home) == SERVER
    assert chosen(home).name == "https://c:9200"
    take_over(home)
    stamps.append(stamp(home))
    assert chosen(home) == SERVER
    assert next_choice(home) is None
    assert stat.S_IMODE(home.search_engine.stat().st_mode) == 0o600
    choose_next(home, Choice())
    stay(home)
    stay(home)
    assert chosen(home) == SERVER
    assert len(set(stamps)) == 3


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"server": {"addresses": ["x"]}}', '{"server": {"port": 1}}'])
def test_a_file_that_cannot_be_read_is_said(home, content):
    home.search_engine.write_text(content)
    with pytest.raises(WrongSettings, match="search-engine.json|Địa chỉ"):
        chosen(home)
