"""The instance as its administrator meets it: started, asked, backed up, wiped, restored, damaged, mended."""

import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent

QUERIES = ("quan su xa phuong", '"Ban Chỉ huy quân sự"', "08-NQ/TU", "phu cap dac biet", '"phụ cấp đặc biệt"')


def answers(instance):
    """What an archivist finds, so that two states can be compared."""
    return {query: instance.ask("luutru", query) for query in QUERIES}


def test_health_answers(instance):
    with urllib.request.urlopen(f"http://localhost:{instance.port}/hoso-health") as answer:
        assert answer.status == 200


def test_accounts_are_private_and_none_has_a_default_password(instance):
    path = instance.home / "demo-accounts.csv"
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_text().splitlines()[0] == "user,password,name,role"
    passwords = [account["password"] for account in instance.accounts.values()]
    assert len(set(passwords)) == len(passwords)
    assert min(map(len, passwords)) >= 12


def test_demo_is_read_and_found_with_and_without_accents(instance):
    status = instance.hoso("status", "--wait", "--json")
    assert status["reading"]["waiting"] == status["indexing"]["waiting"] == status["reading"]["failed"] == 0
    assert status["indexing"]["parked"] == 0
    found = answers(instance)
    assert all(found.values())
    assert "quân sự" in found["quan su xa phuong"][0][1]
    assert "08-NQ/TU" in found["08-NQ/TU"][0][1]


def test_search_on_behalf_of_a_person_knows_their_rights(instance):
    people = ("luutru", "canbo", "anonymous")
    secret, internal = '"Quỹ phòng, chống tội phạm"', '"phụ cấp đặc biệt"'
    found = [instance.ask(user, query) for query in (secret, internal) for user in people]
    assert [bool(hits) for hits in found] == [True, False, False, True, True, False]
    assert instance.hoso("search", secret, "--as", "canbo", "--json")["total"] == 0


def test_second_start_says_that_it_runs(instance):
    done = instance.script("--detach")
    assert done.returncode == 0
    assert instance.url in done.stderr


def test_verify_finds_nothing_wrong(instance):
    result = instance.hoso("verify", "--json")
    assert result["findings"] == []
    assert result["originals"] == 9


def test_backup_wipe_restore_gives_the_same_answers(instance, tmp_path):
    before = answers(instance)
    hashes = instance.hoso("verify", "--json")
    instance.hoso("backup", tmp_path / "kept")
    instance.stop()
    shutil.rmtree(instance.home)
    instance.hoso("restore", tmp_path / "kept")
    instance.start()
    instance.hoso("status", "--wait")
    assert instance.hoso("verify", "--json") == hashes
    assert answers(instance) == before


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_an_index_that_is_gone_is_said_and_built_again(instance, harm):
    before = answers(instance)
    if harm == "missing":
        shutil.rmtree(instance.home / "search")
        (instance.home / "search").mkdir()
    else:
        for path in (instance.home / "search").glob("documents-*/meta.json"):
            path.write_text("{")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{instance.url}/@@hoso-search?q=quan")
    assert refused.value.code == 503
    # Nobody asks for it: the worker sees that the index is gone.
    instance.hoso("status", "--wait")
    assert answers(instance) == before


def test_reindex_keeps_answering_and_changes_nothing(instance):
    before = answers(instance)
    instance.hoso("reindex")
    assert answers(instance) == before


LEAVE_WORK = """
import transaction
from hoso.cli.boot import site_of, start_zope
from hoso.home import Home
from hoso.jobs import enqueue
with site_of(start_zope(Home.from_environment())) as site:
    enqueue(site, "index", "nobody")
    transaction.commit()
"""


def test_wait_says_at_once_that_nobody_works(instance):
    control = [BIN / "supervisorctl", "-c", instance.home / "instance" / "supervisord.conf"]
    subprocess.run([*control, "stop", "worker"], check=True, capture_output=True)
    try:
        subprocess.run([BIN / "python", "-c", LEAVE_WORK], env=instance.environment, check=True)
        instance.hoso("status", "--wait", code=2)
    finally:
        subprocess.run([*control, "start", "worker"], check=True, capture_output=True)
    instance.hoso("status", "--wait")
