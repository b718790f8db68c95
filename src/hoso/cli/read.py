"""``hoso read FILE…``: recognise a file and explain it, without a site."""

from __future__ import annotations

import os
from pathlib import Path

import click

from hoso.recognition import ReaderUnavailable, UnreadableFile, explain, read_pages, report

from .failures import told
from .output import as_json, json_option

_SOURCES = {"text": "lớp chữ", "ocr": "nhận dạng", "blank": "trang trắng", "failed": "không đọc được"}


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def command(files: tuple[Path, ...], json: bool) -> None:
    """Đọc FILES và in chữ của từng trang, không cần hệ thống đang chạy.

    Với --json và một tệp thì in một đối tượng, với nhiều tệp thì in một danh sách.
    """
    processes = len(os.sched_getaffinity(0))
    reports = []
    for file in files:
        with told(UnreadableFile, ReaderUnavailable):
            if json:
                reports.append(report(file, read_pages(file, processes=processes)))
                continue
            for page in read_pages(file, processes=processes):
                sure = f", tin cậy {page.confidence:.0f} %" if page.confidence is not None else ""
                click.secho(
                    f"── {file.name}, trang {page.number}: {_SOURCES[page.source]}{sure} ({explain(page.reason)})",
                    bold=True,
                )
                click.echo(page.text)
    if json:
        as_json(reports[0] if len(files) == 1 else reports)
