"""``hoso search QUERY``."""

from __future__ import annotations

from typing import Any

import click

from hoso.home import Home
from hoso.query import parse
from hoso.search.contract import MAX_SIZE, Answer
from hoso.search.errors import SearchError
from hoso.search.facets import FACETS
from hoso.search.orders import ORDERS
from hoso.search.site import find

from .boot import NoInstance, StorageNotStarted, site_of, start_zope, storage
from .failures import Failure, told
from .output import as_json, json_option

_FILTER = click.option(
    "--filter", "filters", multiple=True, metavar="TÊN=GIÁ TRỊ", help=f"Lọc theo {', '.join(FACETS)}; lặp lại được."
)


@click.command("search")
@click.argument("query")
@click.option("--as", "user", metavar="USER", help="Tìm với quyền của tài khoản này; để trống: người quản trị.")
@_FILTER
@click.option("--sort", type=click.Choice(["relevance", *ORDERS]), default="relevance")
@click.option("--start", type=click.IntRange(min=0), default=0)
@click.option("--size", type=click.IntRange(1, MAX_SIZE), default=20)
@json_option
def command(
    query: str, user: str | None, filters: tuple[str, ...], sort: Any, start: int, size: int, json: bool
) -> None:
    """Tìm QUERY trong toàn kho, có dấu hoặc không dấu; "…" là cụm từ."""
    home = Home.from_environment()
    with told(NoInstance, StorageNotStarted, SearchError), storage(home), site_of(start_zope(home)) as site:
        person = _person(site, user)
        answer = find(site, query, user=person, filters=_filters(filters), sort=sort, start=start, size=size)
        if json:
            as_json(_as_dict(query, answer))
        else:
            _show(query, answer)


def _person(site: Any, name: str | None) -> Any:
    if name is None:
        return None
    if name in ("", "anonymous"):
        from AccessControl.users import nobody

        return nobody.__of__(site.acl_users)
    found = site.acl_users.getUserById(name) or site.acl_users.getUser(name)
    if found is None:
        raise Failure(f"Không có tài khoản “{name}”. Xem lại tên đăng nhập.")
    return found


def _filters(given: tuple[str, ...]) -> dict[Any, list[str]]:
    filters: dict[Any, list[str]] = {}
    for text in given:
        name, separator, value = text.partition("=")
        if not separator or name not in FACETS:
            raise click.UsageError(f"--filter {text!r}: ghi dạng TÊN=GIÁ TRỊ, tên là một trong {', '.join(FACETS)}.")
        filters.setdefault(name, []).append(value)
    return filters


def _as_dict(query: str, answer: Answer) -> dict[str, Any]:
    return {
        "total": answer.total,
        "understood": parse(query).understood(),
        "notices": [{"code": notice.code, "text": notice.text} for notice in answer.notices],
        "hits": [
            {
                "uid": hit.uid,
                "path": hit.fields["path"],
                "title": hit.fields["title"],
                "number": hit.fields["number"],
                "score": hit.score,
                "pages": [
                    {"page": page.number, "snippet": "".join(text for text, _ in page.snippet_parts)}
                    for page in hit.pages
                ],
                "place": hit.fields["place"],
            }
            for hit in answer.hits
        ],
        "facets": {
            name: [{"value": count.value, "label": count.label, "count": count.count} for count in counts]
            for name, counts in answer.facets.items()
        },
    }


def _show(query: str, answer: Answer) -> None:
    click.echo(f"{parse(query).understood()} {answer.total} kết quả.")
    for notice in answer.notices:
        click.secho(notice.text, fg="yellow")
    for position, hit in enumerate(answer.hits, start=1):
        click.secho(f"\n{position}. {hit.fields['number']} {hit.fields['title']}".replace("  ", " "), bold=True)
        click.echo(f"   {hit.fields['path']}   {hit.fields['place'].get('shelf', '')}")
        for page in hit.pages:
            parts = (click.style(text, underline=True) if is_hit else text for text, is_hit in page.snippet_parts)
            click.echo(f"   trang {page.number}: {''.join(parts)}")
