"""The indexes on the server: the live generation, the one being built, and the change from one to the other.

``<name>-documents-<n>`` and ``<name>-pages-<n>`` are generation n. Everything goes through aliases: those of the live
generation bear the versions of fields and analysis, so that whoever was made for other versions does not meet it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

from elasticsearch import Elasticsearch

from hoso.language import ANALYSIS_VERSION
from hoso.search.contract import About, Counts
from hoso.search.engines.elastic.mapping import SCHEMA_VERSION, documents_mapping, pages_mapping, settings
from hoso.search.engines.elastic.server import Server
from hoso.search.errors import IndexDamaged, IndexMissing, IndexOutdated, SearchError

_ROLES = ("documents", "pages")


class Target(NamedTuple):
    """The aliases of a generation's two indexes."""

    documents: str
    pages: str


class Generations:
    """The generations that stand under one name on a server."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._name = server.settings.name
        self.live = self._target("live")
        self.building = self._target("building")

    def why_missing(self) -> SearchError:
        """Why the aliases of the live generation, or one of them, are not there."""
        with self._server.reading() as client:
            found = self._aliases(client)
        lives = {alias for aliases in found.values() for alias in aliases if "-live-" in alias}
        detail = f"{self._name}: {sorted(found)} {sorted(lives)}"
        if not lives:
            return IndexMissing(detail)
        return IndexDamaged(detail) if lives & set(self.live) else IndexOutdated(detail)

    def check_live(self) -> None:
        """Raises IndexMissing, IndexDamaged or IndexOutdated where there is no live generation to read."""
        with self._server.reading() as client:
            there = all(client.indices.exists_alias(name=name) for name in self.live)
        if not there:
            raise self.why_missing()

    def counts(self) -> Counts:
        """How many documents and pages can be found."""
        self.check_live()
        with self._server.reading() as client:
            found = client.search(
                index=self.live.documents,
                size=0,
                track_total_hits=True,
                aggs={"pages": {"sum": {"field": "page_count"}}},
                allow_partial_search_results=False,
            )
        return Counts(found["hits"]["total"]["value"], int(found["aggregations"]["pages"]["value"]))

    def about(self) -> About:
        """Which generation answers."""
        self.check_live()
        with self._server.reading() as client:
            ((index, mapping),) = client.indices.get_mapping(index=self.live.documents).items()
            sizes = client.indices.stats(index=",".join(self.live), metric="store", filter_path="_all.total.store")
            nodes = client.nodes.info(filter_path="nodes.*.version")
        meta = mapping["mappings"].get("_meta", {})
        version = ", ".join(sorted({node["version"] for node in nodes["nodes"].values()}))
        size = sizes["_all"]["total"]["store"]["size_in_bytes"]
        return About("elasticsearch", self._number(index), meta.get("built", ""), size, version)

    def start(self) -> None:
        """An empty generation beside the live one, in place of whatever else there is but the live one."""
        with self._server.writing() as client:
            found = self._aliases(client)
            live = {index for index, aliases in found.items() if any("-live-" in alias for alias in aliases)}
            self._remove(client, set(found) - live)
            number = max(map(self._number, live), default=0) + 1
            mappings = {"documents": documents_mapping(), "pages": pages_mapping()}
            for role, alias in zip(_ROLES, self.building, strict=True):
                client.indices.create(
                    index=f"{self._name}-{role}-{number}",
                    settings={"index": settings(self._server.settings.shards)},
                    mappings=mappings[role],
                    aliases={alias: {}},
                )

    def finish(self) -> None:
        """Make the generation that was built the live one, and remove the others, in one step."""
        with self._server.writing() as client:
            found = self._aliases(client)
            built = [self._of_alias(found, alias) for alias in self.building]
            client.indices.refresh(index=",".join(built))
            client.indices.put_mapping(index=built[0], meta={"built": datetime.now(UTC).isoformat()})
            actions: list[dict[str, Any]] = []
            for index, old, new in zip(built, self.building, self.live, strict=True):
                actions.append({"remove": {"index": index, "alias": old}})
                actions.append({"add": {"index": index, "alias": new}})
            actions += [{"remove_index": {"index": index}} for index in sorted(set(found) - set(built))]
            client.indices.update_aliases(actions=actions)

    def abandon(self) -> None:
        """Remove every generation but the live one."""
        with self._server.writing() as client:
            found = self._aliases(client)
            self._remove(client, {index for index, names in found.items() if not any("-live-" in n for n in names)})

    def remove_all(self) -> None:
        """Remove every generation."""
        with self._server.writing() as client:
            self._remove(client, set(self._aliases(client)))

    def _target(self, state: str) -> Target:
        version = f"{SCHEMA_VERSION}-{ANALYSIS_VERSION}"
        return Target(*(f"{self._name}-{role}-{state}-{version}" for role in _ROLES))

    def _aliases(self, client: Elasticsearch) -> dict[str, list[str]]:
        """Our indexes on the server, each with its aliases."""
        patterns = ",".join(f"{self._name}-{role}-*" for role in _ROLES)
        found = client.indices.get_alias(index=patterns, expand_wildcards="all", ignore_unavailable=True)
        return {index: list(each["aliases"]) for index, each in found.items() if self._number(index)}

    def _of_alias(self, found: dict[str, list[str]], alias: str) -> str:
        indexes = [index for index, aliases in found.items() if alias in aliases]
        if len(indexes) != 1:
            raise IndexMissing(f"{alias}: {indexes}")
        return indexes[0]

    def _remove(self, client: Elasticsearch, indexes: set[str]) -> None:
        if indexes:
            client.indices.delete(index=",".join(sorted(indexes)), ignore_unavailable=True)

    def _number(self, index: str) -> int:
        """The number of a generation; 0 for what is none of ours."""
        match = re.fullmatch(rf"{self._name}-(?:documents|pages)-(\d+)", index)
        return int(match[1]) if match else 0
