"""Whatever tree, table, people and levels: nothing that search tells differs from what each person may view.

Trees of records with levels, people with functions and groups, and the table itself are drawn at random. Every record
has a word of its own in its title and text; a word of a record that somebody may not view must not stand anywhere in
what they are told, nor make a difference to it. A new right joins by standing in the table, a new facet in ``FACETS``.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date

import pytest
import transaction
from AccessControl.users import nobody
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from plone import api
from zope.annotation.interfaces import IAnnotations

from hoso.access import FUNCTIONS, LEVELS, READ, assign, level, may_view, revoke, sees_everything, set_level
from hoso.access import table as table_module
from hoso.access import token as token_module
from hoso.access.functions import forget
from hoso.access.setting import LevelError
from hoso.access.table import ANONYMOUS, KINDS, SITE, Line
from hoso.lists.results import Asked, results_table
from hoso.record.create import create
from hoso.record.numbers import with_number
from hoso.record.origin import Origin
from hoso.search import saved
from hoso.search.facets import FACETS, filter_values
from hoso.search.saved.mail import message
from hoso.search.site import alike, engine, find, matching, meant, suggestions
from hoso.search.site.entries import entry_of

TYPED = Origin("typed")
PEOPLE = ("mot", "hai")
WORDS = ("đất đai", "quặng vàng", "rừng phòng hộ")
AUTHORITIES = ("", "UBND tỉnh", "Sở Nội vụ")
BASE = "http://localhost"

levels = st.sampled_from(("", *LEVELS))
words = st.sampled_from(WORDS)
documents = st.tuples(
    st.sampled_from(("ArchivalDocument", "LegalAct")), levels, words, st.sampled_from(AUTHORITIES), st.booleans()
)
dossiers = st.tuples(st.just("Dossier"), levels, words, st.lists(documents, min_size=1, max_size=3))
series = st.tuples(st.just("Series"), levels, words, st.lists(dossiers, min_size=1, max_size=2))
fonds = st.tuples(st.just("Fonds"), levels, words, st.lists(st.one_of(series, dossiers), min_size=1, max_size=2))
trees = st.lists(fonds, min_size=1, max_size=2)

periods = st.sampled_from(((None, None), (date(2000, 1, 1), None), (None, date(2000, 1, 1)), (date(2999, 1, 1), None)))
held = st.lists(st.tuples(st.sampled_from(FUNCTIONS), st.sampled_from(("*", "noi-vu")), periods), max_size=2)
people = st.tuples(*(held for _ in PEOPLE))
groups = st.sampled_from(((), (), ("quan-tri",), ("nguoi-doc",)))
cells = [(function, kind, at) for function in FUNCTIONS for kind in KINDS for at in LEVELS]
tables = st.one_of(st.none(), st.sets(st.sampled_from(cells), max_size=len(cells)))

changes = st.lists(
    st.one_of(
        st.tuples(st.just("level"), st.integers(0, 99), levels),
        st.tuples(st.just("move"), st.integers(0, 99), st.integers(0, 99)),
        st.tuples(st.just("remove"), st.integers(0, 99), st.none()),
        st.tuples(st.just("assign"), st.sampled_from(PEOPLE), st.sampled_from(FUNCTIONS)),
        st.tuples(st.just("revoke"), st.sampled_from(PEOPLE), st.sampled_from(FUNCTIONS)),
    ),
    min_size=1,
    max_size=3,
)


class World:
    """A drawn archive with its people, and how to ask it."""

    def __init__(self, portal, work):
        self.portal = portal
        self.work = work
        self.records = {}
        self.markers = {}

    def build(self, tree):
        for node in tree:
            self._add(self.portal, node)
        self.settle()

    def _add(self, container, node):
        kind, at, word, *rest = node
        marker = "zq" + "".join("abcdefghij"[int(digit)] for digit in f"{len(self.markers):02}")
        values = {"title": f"{marker} {word}", "origin": TYPED}
        if kind in ("ArchivalDocument", "LegalAct"):
            values |= {"organ_name": rest[0] and f"{rest[0]} {marker}", "code_number": str(len(self.markers) + 100)}
        # Addresses tell the ids of what stands above; the ids here tell nothing.
        record = create(container, kind, f"r-{len(self.markers)}", **values)
        self.records[record.UID()] = record
        self.markers[record.UID()] = marker
        with suppress(LevelError):
            set_level(record, at)
        for child in rest[0] if kind in ("Fonds", "Series", "Dossier") else ():
            self._add(record, child)

    def settle(self):
        """Let the index catch up."""
        self.work()
        self.next_request()

    def next_request(self):
        transaction.commit()
        IAnnotations(self.portal.REQUEST).clear()

    def users(self):
        """Everybody who might ask."""
        found = [self.portal.acl_users.getUserById(name) for name in PEOPLE]
        return [nobody.__of__(self.portal.acl_users), *found]

    def visible(self, user):
        return {uid for uid, record in self.records.items() if may_view(user, record)}

    def change(self, what, where, how):
        """One change; whether it concerned records."""
        if what in ("assign", "revoke"):
            (assign if what == "assign" else revoke)(where, how)
            return False
        uids = list(self.records)
        if not uids:
            return False
        record = self.records[uids[where % len(uids)]]
        if what == "level":
            with suppress(LevelError):
                set_level(record, how)
        elif what == "move" and record.portal_type in ("ArchivalDocument", "LegalAct"):
            homes = [each for each in self.records.values() if each.portal_type == "Dossier"]
            home = homes[how % len(homes)]
            if home is not record.aq_parent:
                api.content.move(record, home)
                self.records[record.UID()] = home[record.getId()]
        elif what == "remove":
            path = "/".join(record.getPhysicalPath())
            record.aq_parent.manage_delObjects([record.getId()])
            inside = [
                uid
                for uid, each in self.records.items()
                if f"{'/'.join(each.getPhysicalPath())}/".startswith(f"{path}/")
            ]
            for uid in inside:
                del self.records[uid]
        return True

    def clear(self):
        names = [name for name in self.portal.objectIds() if name.startswith("r-")]
        if names:
            self.portal.manage_delObjects(names)
        for name in PEOPLE:
            forget(name)
        self.settle()


def told(world, user):
    """All that search tells somebody, as one text: hits, facets, tables, feeds, mails, suggestions, likenesses."""
    portal = world.portal
    said = [find(portal, "", user=user, size=100), find(portal, '"quặng vàng"', user=user, sort="title")]
    for uid in sorted(world.visible(user)):
        record = world.records[uid]
        said.append(alike(portal, record, user=user) if record.portal_type == "ArchivalDocument" else None)
    for typed in ("zq", "1", "quặng"):
        said.append(suggestions(portal, typed, user=user))
    said.append(meant(portal, "quặn vàng", user=user))
    if user.getId():
        with api.env.adopt_user(user=user):
            asked = Asked("", None, {}, "relevance", BASE, {}, 1_000)
            table = results_table(portal, asked, str, str)
            said += [list(table.rows), table.about]
            said.append([(brain.Title, brain.reference) for brain in with_number("101")])
        search = saved.save(user.getId(), "Mọi thứ", saved.Asked(""))
        search.frequency = "daily"
        fresh = saved.fresh(search, user)
        said.append([each.title for each in saved.recent(search, user)])
        if fresh.records:
            said.append(message(search, user, "a@example.org", fresh, "1").get_content())
        assert {each.UID() for each in fresh.records} == {each.UID() for each in saved.recent(search, user)}
        saved.remove(search)
    return repr(said)


def counted(records):
    """Facet → value → how many of the records have it."""
    counts = {name: Counter() for name in FACETS}
    for record in records:
        for name, values in filter_values(entry_of(record)).items():
            if name in counts:
                counts[name].update(values)
    return counts


def check_nothing_hidden_is_told(world, user):
    hidden = world.markers.keys() - world.visible(user)
    said = told(world, user)
    for uid in hidden:
        assert world.markers[uid] not in said
    for uid in sorted(hidden)[:3]:
        marker = world.markers[uid]
        answer = find(world.portal, marker, user=user, size=0)
        assert (answer.total, [each for each in answer.facets.values() if each]) == (0, [])
        assert matching(marker, 9, user=user) == []
        assert suggestions(world.portal, marker, user=user) == []


def check_exact(world, user):
    """Once the index has caught up, what is told is just what may be viewed."""
    portal, visible = world.portal, world.visible(user)
    answer = find(portal, "", user=user, size=100)
    assert {hit.uid for hit in answer.hits} == visible == set(matching("", 999, user=user))
    assert answer.total == find(portal, "", user=user, size=0).total == len(visible)
    expected = counted(world.records[uid] for uid in visible)
    # A fonds is named only to those who may view it.
    expected["fonds"] = Counter({uid: count for uid, count in expected["fonds"].items() if uid in visible})
    assert {name: {each.value: each.count for each in counts} for name, counts in answer.facets.items()} == expected
    for word in WORDS:
        all_of_them = set(matching(f'"{word}"', 999, user=None))
        assert set(matching(f'"{word}"', 999, user=user)) <= all_of_them & visible
    for uid, record in world.records.items():
        if record.portal_type in ("Fonds", "Series", "Dossier"):
            inside = {each for each in visible if uid in entry_of(world.records[each]).inside}
            within = find(portal, "", user=user, within=uid, size=100)
            assert ({hit.uid for hit in within.hits}, within.total) == (inside, len(inside))


def check_at_most(world, user):
    """While the index lags: never more than may be viewed."""
    visible = world.visible(user)
    answer = find(world.portal, "", user=user, size=100)
    assert {hit.uid for hit in answer.hits} <= visible
    if sees_everything(user):
        return
    assert set(matching("", 999, user=user)) <= visible
    for asked in ({"size": 100}, {"size": 0}, {"size": 10, "start": 500}):
        answer = find(world.portal, "", user=user, **asked)
        assert answer.total <= len(visible)
        expected = counted(world.records[uid] for uid in visible)
        for name, counts in answer.facets.items():
            for each in counts:
                assert each.count <= expected[name][each.value]


@pytest.fixture
def world(portal, each_engine, work, monkeypatch):
    """``world(table, people, group)``: an empty archive with these people and, unless None, these rights to read."""
    for name in PEOPLE:
        api.user.create(username=name, password="Mat-khau-thu-12", email=f"{name}@example.org")
    api.group.create("quan-tri", roles=["Site Administrator"])
    api.group.create("nguoi-doc", roles=["Reader", "Editor", "Contributor"])
    api.portal.set_registry_record("plone.email_from_address", "luu-tru@example.org")
    original = table_module.table()

    def forget_table():
        table_module.rights_of.cache_clear()
        token_module.tokens_of_function.cache_clear()

    def make(cells, functions, group):
        if cells is None:
            lines = original
        else:
            kept = {line for line in original if line.function == ANONYMOUS or line.kind == SITE}
            lines = frozenset(kept | {Line(*cell, READ) for cell in cells})
        monkeypatch.setattr(table_module, "table", lambda: lines)
        forget_table()
        for name, given_functions in zip(PEOPLE, functions, strict=True):
            for function, department, (first, last) in given_functions:
                assign(name, function, department, first, last)
        for name in ("quan-tri", "nguoi-doc"):
            if "hai" in {each.getId() for each in api.user.get_users(groupname=name)}:
                api.group.remove_user(groupname=name, username="hai")
        for name in group:
            api.group.add_user(groupname=name, username="hai")
        return World(portal, work)

    yield make
    forget_table()


def rounds(examples):
    """The property, so many times."""

    def decorate(function):
        drawn = given(tree=trees, table=tables, functions=people, group=groups, steps=changes)(function)
        suppressed = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
        # Without shrinking: it would take many times as long as finding.
        chosen = settings(
            max_examples=examples,
            deadline=None,
            suppress_health_check=suppressed,
            database=None,
            phases=(Phase.explicit, Phase.generate),
        )
        return chosen(drawn)

    return decorate


def run(world, tree, table, functions, group, steps):
    drawn = world(table, functions, group)
    try:
        drawn.build(tree)
        for user in drawn.users():
            check_exact(drawn, user)
            check_nothing_hidden_is_told(drawn, user)
        of_records = [drawn.change(*step) for step in steps]
        drawn.next_request()
        for user in drawn.users():
            check_at_most(drawn, user)
            check_nothing_hidden_is_told(drawn, user)
            if not any(of_records):
                check_exact(drawn, user)
        drawn.settle()
        for user in drawn.users():
            check_exact(drawn, user)
            check_nothing_hidden_is_told(drawn, user)
        assert {level(record) for record in drawn.records.values()} <= set(LEVELS)
    finally:
        transaction.abort()
        drawn.clear()
        assert engine().counts().documents == 0


@rounds(4)
def test_nothing_told_differs_from_what_may_be_viewed(world, tree, table, functions, group, steps):
    run(world, tree, table, functions, group, steps)


@pytest.mark.deep
@rounds(300)
def test_nothing_told_differs_however_often_it_is_tried(world, tree, table, functions, group, steps):
    run(world, tree, table, functions, group, steps)
