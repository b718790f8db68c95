"""``hoso restore DIR``."""

from __future__ import annotations

from pathlib import Path

import click

from hoso.archive.backup import DatabaseNotCopied
from hoso.archive.manifest import BackupDamaged, NoBackup
from hoso.archive.restore import HomeNotEmpty, restore
from hoso.home import Home

from .boot import storage_answers
from .failures import Failure, told
from .output import as_json, json_option, progress


@click.command("restore")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@json_option
def command(folder: Path, json: bool) -> None:
    """Khôi phục bản sao lưu trong FOLDER vào HOSO_HOME còn trống.

    Mọi tệp được đối chiếu SHA-256 trước khi ghi. Chỉ mục tìm kiếm được dựng lại khi hệ thống chạy.
    """
    home = Home.from_environment()
    if storage_answers(home):
        raise Failure("Hoso đang chạy ở đây. Dừng trước: scripts/run --stop")
    causes = (NoBackup, BackupDamaged, HomeNotEmpty, DatabaseNotCopied, OSError)
    with told(*causes), progress("Khôi phục", hidden=json) as advance:
        manifest = restore(home, folder, advance)
    if json:
        as_json({"folder": str(folder), "made": manifest.made, "files": len(manifest.files)})
    else:
        click.echo(f"Đã khôi phục bản sao lưu lúc {manifest.made}: {len(manifest.files)} tệp. Chạy scripts/run.")
