"""Making the instance: buildout's configuration from the one list of pins, and the supervisor's programs.

``python -m hoso.home.instance`` brings the instance of ``HOSO_HOME`` up to date with the sources; where nothing
changed it does nothing. buildout finds every distribution in the running environment and downloads nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

from .layout import Home

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)$")


def versions(constraints: str) -> dict[str, str]:
    """Name → exact version of a constraints file's text; comments and blank lines are skipped.

    Raises ``ValueError`` on a line that is not an exact pin: a range would let two machines differ.
    """
    pins = {}
    for line in constraints.splitlines():
        line = line.partition("#")[0].strip()
        if not line:
            continue
        match = _PIN.match(line)
        if not match:
            raise ValueError(f"constraints.txt: not an exact pin: {line!r}")
        pins[match[1]] = match[2]
    return pins


def versions_cfg(constraints: str) -> str:
    """The same pins as buildout's ``[versions]``; buildout looks names up in their normalised and dotted forms."""
    lines = ["[buildout]", "versions = versions", "", "[versions]"]
    for name, version in versions(constraints).items():
        for spelling in dict.fromkeys((name, name.replace("-", "."), name.replace("-", "_"))):
            lines.append(f"{spelling} = {version}")
    return "\n".join(lines) + "\n"


def administrator_password(home: Home) -> str:
    """The random password of the user ``admin``, made once and kept in ``home.admin_password``."""
    if not home.admin_password.is_file():
        descriptor = os.open(home.admin_password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(12))
    return home.admin_password.read_text()


def buildout_cfg(source: Path, home: Home, host: str, port: int) -> str:
    """The instance's own buildout file: what differs from machine to machine, and nothing else."""
    return (
        f"[buildout]\nextends = {source}/buildout.cfg versions.cfg\ndirectory = {home.instance}\n\n"
        f"[home]\npath = {home.path}\nhost = {host}\nport = {port}\n"
        f"administrator = admin:{administrator_password(home)}\n"
    )


def supervisor_conf(source: Path, home: Home, bin_folder: Path) -> str:
    """The supervisor's file, from ``deploy/supervisord.conf.in``."""
    template = (source / "deploy" / "supervisord.conf.in").read_text(encoding="utf-8")
    values = {"home": home.path, "bin": bin_folder, "instance": home.instance, "socket": home.zeo_socket}
    return re.sub(r"@(\w+)@", lambda match: str(values[match[1]]), template)


def make(home: Home, source: Path, host: str, port: int) -> bool:
    """Make or renew the instance of ``home`` from the checkout ``source``.

    Returns whether anything had to be done. Raises ``subprocess.CalledProcessError`` when buildout fails; its
    words are on standard error.
    """
    home.make_folders()
    bin_folder = Path(sys.executable).parent
    files = {
        "versions.cfg": versions_cfg((source / "constraints.txt").read_text(encoding="utf-8")),
        "buildout.cfg": buildout_cfg(source, home, host, port),
        "supervisord.conf": supervisor_conf(source, home, bin_folder),
    }
    inputs = (source / "buildout.cfg").read_text(encoding="utf-8") + sys.version + "".join(files.values())
    stamp = hashlib.sha256(inputs.encode()).hexdigest()
    made = home.instance / ".made-from"
    if made.is_file() and made.read_text() == stamp:
        return False
    home.instance.mkdir(exist_ok=True)
    made.unlink(missing_ok=True)
    for name, content in files.items():
        (home.instance / name).write_text(content, encoding="utf-8")
    with (home.log / "buildout.log").open("w") as log:
        subprocess.run(
            [bin_folder / "buildout", "-N", "-q", "-c", home.instance / "buildout.cfg"],
            check=True,
            cwd=home.instance,
            stdin=subprocess.DEVNULL,
            stdout=log,
        )
    made.write_text(stamp)
    return True


def main() -> None:
    """Entry point of ``python -m hoso.home.instance``."""
    source = Path(__file__).resolve().parents[3]
    host = os.environ.get("HOSO_HOST", "127.0.0.1")
    make(Home.from_environment(), source, host, int(os.environ.get("HOSO_PORT", "8080")))


if __name__ == "__main__":
    main()
