"""``hoso search-engine``: what it says, and what it refuses before it touches the site."""

import json

import pytest
from click.testing import CliRunner

from hoso.cli.search_engine import command
from hoso.home import Home
from hoso.search.choice import Choice, choose_next, next_choice, take_over
from hoso.search.engines.elastic import ElasticEngine, Settings
from hoso.search.site.engine import forget_engines

AWAY = Choice(Settings(("http://127.0.0.1:1",)))


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOSO_HOME", str(tmp_path))
    monkeypatch.delenv("HOSO_SEARCH", raising=False)
    yield Home(tmp_path)
    forget_engines()


@pytest.fixture
def hoso():
    def hoso(*arguments, **environment):
        return CliRunner().invoke(command, arguments, env=environment)

    return hoso


def test_it_says_which_engine_answers_and_why_it_does_not(home, hoso):
    said = hoso()
    assert said.exit_code == 0
    assert "embedded" in said.output
    assert "Chưa có chỉ mục" in said.output


def test_it_says_where_the_index_is_moving_and_stops_that(home, hoso):
    choose_next(home, AWAY)
    assert json.loads(hoso("--json").output)["moving_to"] == "http://127.0.0.1:1"
    assert "Đã thôi chuyển" in hoso("cancel").output
    assert next_choice(home) is None
    assert "Không có gì đang chuyển" in hoso("cancel").output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["move", "search.example.org"], "Địa chỉ"),
        (["move", "https://localhost:9200", "--name", "Hồ sơ"], "Tên chỉ mục"),
        (["move", "http://localhost:9200", "--ca-file", "ca.pem"], "https"),
        (["move", "http://127.0.0.1:1"], "không trả lời"),
    ],
)
def test_a_place_that_cannot_be_meant_or_does_not_answer_is_said_at_once(home, hoso, arguments, words):
    said = hoso(*arguments)
    assert said.exit_code == 2
    assert words in said.output
    assert next_choice(home) is None


def test_moving_to_where_it_is_stops_moving_elsewhere(home, hoso):
    choose_next(home, AWAY)
    assert "Đang dùng embedded rồi" in hoso("move", "embedded").output
    assert next_choice(home) is None


@pytest.mark.server(8)
def test_of_a_server_it_says_the_version(home, hoso, server_settings):
    engine = ElasticEngine(server_settings)
    engine.start_build()
    engine.finish_build()
    engine.close()
    choose_next(home, Choice(server_settings))
    take_over(home)
    said = json.loads(hoso("--json").output)
    assert said["engine"] == server_settings.addresses[0]
    assert (said["about"]["kind"], said["about"]["version"].split(".")[0]) == ("elasticsearch", "8")
    assert said["about"]["bytes"] > 0
