"""``hoso import SOURCE --into PATH``."""

from __future__ import annotations

from pathlib import Path

import click

from hoso.access import LEVELS
from hoso.home import Home
from hoso.ingest import Importer, IngestError, Progress

from .boot import NoInstance, StorageNotStarted, site_of, start_zope, storage
from .draining import drain_without_worker
from .failures import told
from .output import as_json, json_option, progress


@click.command("import")
@click.argument("source", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--into", required=True, metavar="PATH", help="Nơi nhận, tính từ gốc kho; chưa có thì được lập (hồ sơ).")
@click.option("--catalogue", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Danh mục .csv, .xlsx.")
@click.option("--level", type=click.Choice(LEVELS), help="Mức tiếp cận của hồ sơ lập ở trên cùng.")
@click.option("--skip-duplicates", is_flag=True, help="Không nhập tệp có nội dung đã có trong kho.")
@json_option
def command(
    source: Path | None, into: str, catalogue: Path | None, level: str | None, skip_duplicates: bool, json: bool
) -> None:
    """Nhập cây thư mục SOURCE: thư mục thành hồ sơ, tệp thành văn bản; chạy lại thì làm nốt, không nhập trùng.

    Không có SOURCE mà có --catalogue thì chỉ cập nhật mô tả. Mã thoát 1 khi có tệp hay dòng danh mục cần xem lại.
    """
    if source is None and catalogue is None:
        raise click.UsageError("Cần SOURCE, --catalogue, hoặc cả hai.")
    home = Home.from_environment()
    with told(NoInstance, StorageNotStarted, IngestError), storage(home):
        open_app = start_zope(home)
        with progress("Nhập", hidden=json) as advance:

            def listen(now: Progress) -> None:
                advance(now.files, now.files_total, f"({now.rate:.1f} tệp/giây)")

            report = Importer(
                lambda: site_of(open_app),
                source,
                into,
                catalogue=catalogue,
                home=home,
                progress=listen,
                level=level,
                skip_duplicates=skip_duplicates,
            ).run()
        if json:
            as_json(report.as_dict())
        else:
            click.echo(report.as_text())
        drain_without_worker(home, open_app, hidden=json)
    if report.stopped_vi:
        raise SystemExit(2)
    if not report.clean:
        raise SystemExit(1)
