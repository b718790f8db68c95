"""``hoso search-engine``: which engine answers, and moving to another."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import Any

import click

from hoso.home import Home
from hoso.search import SearchError
from hoso.search.choice import choose_next, chosen, from_values, next_choice, stay
from hoso.search.engines.elastic import ElasticEngine
from hoso.search.errors import IndexDamaged, IndexMissing, IndexOutdated
from hoso.search.site import engine

from .boot import NoInstance, StorageNotStarted, start_zope, storage
from .failures import Failure, told
from .output import as_json, json_option
from .reindex import rebuild


@click.group("search-engine", invoke_without_command=True)
@json_option
@click.pass_context
def command(context: click.Context, json: bool) -> None:
    """Cho biết bộ máy tìm kiếm đang dùng; chuyển sang bộ máy khác."""
    if context.invoked_subcommand is not None:
        return
    home = Home.from_environment()
    with told(SearchError):
        answering, following = chosen(home), next_choice(home)
    now: dict[str, Any] = {
        "engine": answering.name,
        "moving_to": following.name if following else None,
        "about": None,
        "error": None,
    }
    try:
        now["about"] = asdict(engine().about())
    except SearchError as error:
        now["error"] = f"{error} {error.detail}".strip()
    if json:
        as_json(now)
        return
    click.echo(f"Bộ máy tìm kiếm: {now['engine']}")
    if about := now["about"]:
        click.echo(f"{about['kind']} {about['version']}, lần dựng {about['generation']}, {about['bytes'] / 1e6:.1f} MB")
    if now["error"]:
        click.echo(now["error"])
    if now["moving_to"]:
        click.echo(f"Đang chuyển sang: {now['moving_to']}. Thôi chuyển: hoso search-engine cancel")


@command.command("move")
@click.argument("place", metavar="ĐÍCH")
@click.option("--name", default="hoso", help="Phần đầu tên chỉ mục trên máy chủ; hai kho chung máy chủ thì hai tên.")
@click.option("--ca-file", default="", help="Tệp chứng chỉ của nơi ký chứng chỉ máy chủ.")
@click.option("--fingerprint", default="", help="SHA-256 của chứng chỉ máy chủ, thay cho --ca-file.")
@click.option("--user", default="", help="Tài khoản trên máy chủ.")
@click.option("--shards", type=click.IntRange(1, 100), default=1, help="Số mảnh của mỗi chỉ mục.")
def move(place: str, name: str, ca_file: str, fingerprint: str, user: str, shards: int) -> None:
    """Chuyển chỉ mục sang ĐÍCH: “embedded”, hoặc địa chỉ Elasticsearch (https://máy-chủ:9200, cách nhau dấu phẩy).

    Chỉ mục mới được dựng bên cạnh, bộ máy cũ trả lời cho đến khi xong rồi mới bị xóa. Khóa và mật khẩu lấy từ biến
    HOSO_SEARCH_API_KEY hoặc HOSO_SEARCH_PASSWORD và được giữ trong search-engine.json, chỉ chủ sở hữu đọc được.
    """
    home = Home.from_environment()
    values = {
        "HOSO_SEARCH": place,
        "HOSO_SEARCH_NAME": name,
        "HOSO_SEARCH_CA": ca_file and os.path.realpath(ca_file),
        "HOSO_SEARCH_FINGERPRINT": fingerprint,
        "HOSO_SEARCH_USER": user,
        "HOSO_SEARCH_SHARDS": str(shards),
        **{key: os.environ.get(key, "") for key in ("HOSO_SEARCH_API_KEY", "HOSO_SEARCH_PASSWORD")},
    }
    with told(SearchError, NoInstance, StorageNotStarted):
        choice = from_values(values)
        if choice == chosen(home):
            stay(home)
            click.echo(f"Đang dùng {choice.name} rồi.")
            return
        if choice.server is not None:
            _ask(ElasticEngine(choice.server))
        with storage(home):
            open_app = start_zope(home)
            choose_next(home, choice)
            rebuild(home, open_app)
    if chosen(home) != choice:
        raise Failure("Chưa chuyển xong; bộ máy cũ vẫn trả lời. Xem “hoso search-engine” và nhật ký worker.log.")
    click.echo(f"Đã chuyển sang {choice.name}.")


@command.command("cancel")
def cancel() -> None:
    """Thôi chuyển; bộ máy đang trả lời được giữ."""
    home = Home.from_environment()
    with told(SearchError):
        if next_choice(home) is None:
            click.echo("Không có gì đang chuyển.")
            return
    stay(home)
    click.echo(f"Đã thôi chuyển. Bộ máy tìm kiếm: {chosen(home).name}")


def _ask(server: ElasticEngine) -> None:
    """Whether the server lets us in; raises SearchError."""
    try:
        server.counts()
    except (IndexMissing, IndexDamaged, IndexOutdated):
        pass
    finally:
        server.close()
