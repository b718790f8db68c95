"""The instance's configuration: one list of pins, one place for everything."""

import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from hoso.home import Home, HomeError
from hoso.home.instance import administrator_password, make, versions, versions_cfg

TOP = Path(__file__).parents[2]
CONSTRAINTS = (TOP / "constraints.txt").read_text()


def _plain(name):
    return name.lower().replace(".", "-").replace("_", "-")


def test_installed_distributions_have_the_pinned_versions():
    pins = {_plain(name): version for name, version in versions(CONSTRAINTS).items()}
    installed = {_plain(dist.name): dist.version for dist in distributions()}
    installed.pop("hoso")
    assert {name: version for name, version in installed.items() if pins.get(name) != version} == {}


def test_pinned_versions_run_on_the_python_of_debian_12():
    refused = {
        dist.name: dist.metadata["Requires-Python"]
        for dist in distributions()
        if not SpecifierSet(dist.metadata["Requires-Python"] or "").contains("3.11.2")
    }
    assert refused == {}


def test_buildout_gets_every_pin_in_every_spelling():
    text = versions_cfg("plone-app-theming==7.0.1\nzope==6.3  # a remark\n")
    assert "plone-app-theming = 7.0.1\nplone.app.theming = 7.0.1\nplone_app_theming = 7.0.1\nzope = 6.3\n" in text


def test_a_range_is_no_pin():
    with pytest.raises(ValueError, match="zope>=6"):
        versions("zope>=6\n")


def test_a_path_too_long_for_sockets_is_refused_with_the_remedy():
    with pytest.raises(HomeError, match="ngắn hơn"):
        Home(Path("/") / ("x" * 120))


def test_home_is_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("HOSO_HOME", str(tmp_path))
    assert Home.from_environment().path == tmp_path
    monkeypatch.delenv("HOSO_HOME")
    assert Home.from_environment().path == TOP / "var"


def test_administrator_password_is_random_kept_and_private(tmp_path):
    first, second = Home(tmp_path / "a"), Home(tmp_path / "b")
    first.make_folders()
    second.make_folders()
    assert administrator_password(first) == administrator_password(first) != administrator_password(second)
    assert first.admin_password.stat().st_mode & 0o077 == 0


def test_buildout_makes_the_instance_once(tmp_path):
    home = Home(tmp_path / "h")
    assert make(home, TOP, "127.0.0.1", 18080)
    assert "zeo.sock" in home.zope_conf("web").read_text()
    assert home.zope_conf("worker").is_file() and home.zope_conf("console").is_file()
    assert not make(home, TOP, "127.0.0.1", 18080)
    assert make(home, TOP, "127.0.0.1", 18081)
    assert "18081" in (home.zope_conf("web").parent / "wsgi.ini").read_text()
    check = "import configparser,sys; c=configparser.ConfigParser(); c.read(sys.argv[1]); assert 'program:worker' in c"
    subprocess.run([sys.executable, "-c", check, home.supervisor_conf], check=True)
