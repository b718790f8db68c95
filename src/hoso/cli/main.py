"""The entry point: one group whose commands are loaded when they are called."""

from __future__ import annotations

import importlib

import click

# name → module of this room; the module's ``command`` is the command. Loading all of them would make each start slow.
_COMMANDS = {
    "status": "status",
    "import": "ingest",
    "export": "export",
    "read": "read",
    "search": "search",
    "reindex": "reindex",
    "search-engine": "search_engine",
    "verify": "verify",
    "backup": "backup",
    "restore": "restore",
    "storage": "storage",
    "worker": "worker",
}


class _Lazy(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        return importlib.import_module(f".{_COMMANDS[name]}", __package__).command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hoso")
def hoso() -> None:
    """Hoso: kho hồ sơ lưu trữ và văn bản pháp luật.

    Mã thoát: 0 xong; 1 xong nhưng có việc cần xem; 2 không làm được, lời nhắn nói vì sao.
    """


def main() -> None:
    """Run the command line of this process."""
    hoso()
