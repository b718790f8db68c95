"""Which engine an instance uses: what a file of its home says, and without it the environment.

    HOSO_SEARCH               "embedded", or the addresses of Elasticsearch nodes, parted by commas
    HOSO_SEARCH_NAME          what the names of our indexes there begin with (default: hoso)
    HOSO_SEARCH_CA            a file with the certificate of the authority that signed the server's
    HOSO_SEARCH_FINGERPRINT   SHA-256 of the server's certificate, in place of that
    HOSO_SEARCH_API_KEY       or HOSO_SEARCH_USER and HOSO_SEARCH_PASSWORD
    HOSO_SEARCH_SHARDS        of each index (default: 1)

The file is written when the index moves; it holds secrets and is readable by the owner alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hoso.home import Home
from hoso.search.engines.elastic import Settings
from hoso.search.errors import WrongSettings

EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine: the embedded one, or a server with these settings."""

    server: Settings | None = None

    @property
    def name(self) -> str:
        """What people call it: ``embedded``, or the server's addresses."""
        return ", ".join(self.server.addresses) if self.server else EMBEDDED


def from_values(values: Mapping[str, str]) -> Choice:
    """The choice that variables named as above make. Raises WrongSettings."""
    place = values.get("HOSO_SEARCH", "") or EMBEDDED
    if place == EMBEDDED:
        return Choice()
    shards = values.get("HOSO_SEARCH_SHARDS", "") or "1"
    if not shards.isdecimal():
        raise WrongSettings(f"HOSO_SEARCH_SHARDS phải là một số, không phải {shards}.")
    return Choice(
        Settings(
            addresses=tuple(each.strip() for each in place.split(",") if each.strip()),
            name=values.get("HOSO_SEARCH_NAME", "") or "hoso",
            ca_file=values.get("HOSO_SEARCH_CA", ""),
            fingerprint=values.get("HOSO_SEARCH_FINGERPRINT", ""),
            api_key=values.get("HOSO_SEARCH_API_KEY", ""),
            user=values.get("HOSO_SEARCH_USER", ""),
            password=values.get("HOSO_SEARCH_PASSWORD", ""),
            shards=int(shards),
        )
    )


def chosen(home: Home) -> Choice:
    """The engine that answers. Raises WrongSettings."""
    found = _read(home.search_engine)
    return from_values(os.environ) if found is None else found


def next_choice(home: Home) -> Choice | None:
    """The engine that the index is moving to; None where it stays. Raises WrongSettings."""
    return _read(home.next_search_engine)


def choose_next(home: Home, choice: Choice) -> None:
    """Have the next build fill the index of another engine, which then takes over."""
    _write(home.next_search_engine, choice)


def stay(home: Home) -> None:
    """Stay with the engine that answers."""
    home.next_search_engine.unlink(missing_ok=True)


def take_over(home: Home) -> None:
    """The next engine is the one that answers from now on."""
    home.next_search_engine.replace(home.search_engine)


def stamp(home: Home) -> tuple[Any, ...]:
    """Another value whenever a choice was made: cheap enough to be asked before each question."""
    return home, _stamp(home.search_engine), _stamp(home.next_search_engine)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def _read(path: Path) -> Choice | None:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        server = values["server"]
        return Choice(Settings(**server | {"addresses": tuple(server["addresses"])}) if server else None)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise WrongSettings(f"Không đọc được {path}: {error}. Hãy sửa hoặc xóa tệp này.") from error


def _write(path: Path, choice: Choice) -> None:
    making = path.with_suffix(".part")
    making.unlink(missing_ok=True)
    with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump({"server": asdict(choice.server) if choice.server else None}, file)
        file.flush()
        os.fsync(file.fileno())
    making.replace(path)
