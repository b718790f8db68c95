"""``hoso backup DIR``."""

from __future__ import annotations

from pathlib import Path

import click

from hoso.archive.backup import DatabaseNotCopied, NothingToKeep, backup
from hoso.archive.manifest import BackupDamaged
from hoso.home import Home

from .failures import told
from .output import as_json, json_option, progress


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@json_option
def command(folder: Path, json: bool) -> None:
    """Sao lưu vào thư mục FOLDER trong khi hệ thống vẫn chạy.

    Chạy lại vào cùng thư mục chỉ chép phần mới.
    """
    with told(NothingToKeep, DatabaseNotCopied, BackupDamaged, OSError), progress("Sao lưu", hidden=json) as advance:
        manifest = backup(Home.from_environment(), folder, advance)
    size = sum(kept.size for kept in manifest.files.values())
    if json:
        as_json({"folder": str(folder), "made": manifest.made, "files": len(manifest.files), "bytes": size})
    else:
        click.echo(f"Đã sao lưu {len(manifest.files)} tệp, {size / 1e6:.1f} MB vào {folder}.")
