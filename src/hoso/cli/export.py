"""``hoso export PATH --catalogue FILE``."""

from __future__ import annotations

from pathlib import Path

import click

from hoso.home import Home
from hoso.ingest import IngestError, export_catalogue

from .boot import NoInstance, StorageNotStarted, site_of, start_zope, storage
from .failures import told
from .output import as_json, json_option


@click.command("export")
@click.argument("path", default="")
@click.option(
    "--catalogue", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Tệp .csv hoặc .xlsx để ghi."
)
@json_option
def command(path: str, catalogue: Path, json: bool) -> None:
    """Ghi mô tả của PATH (để trống: cả kho) ra danh mục; sửa trong Excel rồi nhập lại bằng hoso import --catalogue."""
    home = Home.from_environment()
    with told(NoInstance, StorageNotStarted, IngestError, OSError), storage(home), site_of(start_zope(home)) as site:
        rows = export_catalogue(site, path, catalogue)
    if json:
        as_json({"catalogue": str(catalogue), "rows": rows})
    else:
        click.echo(f"Đã ghi {rows} dòng vào {catalogue}.")
