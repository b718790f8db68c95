"""The connection to the server: its settings, the client, and what it raises as our errors."""

from __future__ import annotations

import base64
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NoReturn

from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from hoso.search.engines.elastic.breaker import Breaker
from hoso.search.errors import (
    EngineAway,
    EngineRefused,
    EntryRefused,
    IndexMissing,
    SearchError,
    WriteFailed,
    WrongSettings,
)

# It tells of every request that went well.
logging.getLogger("elastic_transport").setLevel(logging.WARNING)

_READ_SECONDS, _WRITE_SECONDS = 5.0, 60.0
_ADDRESS = re.compile(r"https?://[^\s/:]+:\d{1,5}(/[^\s]*)?")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the server is and how it is spoken to.

    ``addresses``: of its nodes, with ports. ``name``: what the names of our indexes begin with; two instances on one
    server need two names. ``ca_file`` or ``fingerprint`` (SHA-256 of the certificate) for https; ``api_key``, or
    ``user`` and ``password``. ``shards``: of each index, taken into account by the next build.
    """

    addresses: tuple[str, ...]
    name: str = "hoso"
    ca_file: str = ""
    fingerprint: str = ""
    api_key: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    shards: int = 1

    def __post_init__(self) -> None:
        for address in self.addresses:
            if not _ADDRESS.fullmatch(address):
                raise WrongSettings(f"Địa chỉ máy chủ tìm kiếm phải có dạng https://máy-chủ:9200, không phải {address}")
        if not self.addresses:
            raise WrongSettings("Chưa có địa chỉ máy chủ tìm kiếm.")
        if not _NAME.fullmatch(self.name):
            raise WrongSettings(f"Tên chỉ mục chỉ gồm chữ thường không dấu, số và dấu gạch dưới: {self.name}")
        if not 1 <= self.shards <= 100:
            raise WrongSettings(f"Số mảnh của chỉ mục từ 1 đến 100, không phải {self.shards}")
        if self.api_key and self.user:
            raise WrongSettings("Chỉ đặt khóa API, hoặc tài khoản và mật khẩu, không đặt cả hai.")
        if (self.ca_file or self.fingerprint) and not all(each.startswith("https:") for each in self.addresses):
            raise WrongSettings("Chứng chỉ chỉ dùng với địa chỉ https.")


class Server:
    """The server, to be asked by any thread. Connects when it is first asked."""

    def __init__(self, settings: Settings, breaker: Breaker | None = None) -> None:
        self.settings = settings
        self._breaker = breaker or Breaker()

    @contextmanager
    def reading(self) -> Iterator[Elasticsearch]:
        """The client for a question: soon answered, or EngineAway; EngineRefused, IndexMissing, SearchError."""
        with self._raising(EngineAway, SearchError):
            yield self._client.options(request_timeout=_READ_SECONDS)

    @contextmanager
    def writing(self) -> Iterator[Elasticsearch]:
        """The client for a write: also WriteFailed, EntryRefused."""
        with self._raising(WriteFailed, EntryRefused):
            yield self._client.options(request_timeout=_WRITE_SECONDS)

    def close(self) -> None:
        """Let go of the connections; the next question makes new ones."""
        client = self.__dict__.pop("_client", None)
        if client is not None:
            client.close()

    @cached_property
    def _client(self) -> Elasticsearch:
        settings = self.settings
        values: dict[str, Any] = {}
        if settings.ca_file:
            values["ca_certs"] = settings.ca_file
        if settings.fingerprint:
            values["ssl_assert_fingerprint"] = settings.fingerprint.replace(":", "").lower()
        if settings.api_key:
            values["api_key"] = settings.api_key
        if settings.user:
            # The client itself refuses passwords with letters beyond Latin-1.
            secret = base64.b64encode(f"{settings.user}:{settings.password}".encode()).decode()
            values["headers"] = {"authorization": f"Basic {secret}"}
        try:
            return Elasticsearch(
                list(settings.addresses),
                http_compress=True,
                # Another node is worth a try; the same one is tried again by whoever asked.
                max_retries=len(settings.addresses) - 1,
                retry_on_timeout=False,
                retry_on_status=(),
                **values,
            )
        except (OSError, ValueError) as error:
            raise EngineRefused(str(error)) from error

    @contextmanager
    def _raising(self, unwell: type[SearchError], at_fault: type[SearchError]) -> Iterator[None]:
        """``unwell``: what a server raises that cannot just now; ``at_fault``: for a request that it will not take."""
        self._breaker.pass_or_raise()
        try:
            yield
        except TlsError as error:
            raise EngineRefused(str(error)) from error
        except TransportError as error:
            self._breaker.failed(str(error), timeout=isinstance(error, ConnectionTimeout))
            raise EngineAway(str(error)) from error
        except UnsupportedProductError as error:
            raise EngineRefused(str(error)) from error
        except ApiError as error:
            self._breaker.answered()
            _raise(error.status_code, f"{error.status_code} {error.body}"[:2000], error, unwell, at_fault)
        else:
            self._breaker.answered()


def _raise(
    status: int, detail: str, cause: Exception | None, unwell: type[SearchError], at_fault: type[SearchError]
) -> NoReturn:
    if status == 404 and "index_not_found" in detail or "aliases_not_found" in detail:
        raise IndexMissing(detail) from cause
    if status in (401, 403) and "cluster_block" not in detail:
        raise EngineRefused(detail) from cause
    if status in (403, 408, 429) or status >= 500:
        raise unwell(detail) from cause
    raise at_fault(detail) from cause


def raise_item(status: int, error: Any) -> NoReturn:
    """What an item of a bulk request says, as an error of a write."""
    _raise(status, f"{status} {error}"[:2000], None, WriteFailed, EntryRefused)
