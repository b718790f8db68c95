"""Making the site of an instance, or bringing it to the newest version: ``python -m hoso.setup.site``.

Runs before the processes start. Where the site already has the newest version nothing is opened, so a second start
takes no time here.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from typing import Any

import transaction

from hoso.cli.boot import SITE, site_of, start_zope, storage
from hoso.home import Home

from .demo import load

PROFILE = "hoso:default"

_ANSWERS = {
    "site_id": SITE,
    "title": "Hồ sơ",
    "description": "Kho hồ sơ lưu trữ và văn bản pháp luật",
    "default_language": "vi",
    "portal_timezone": "Asia/Ho_Chi_Minh",
    "setup_content": False,
}


def create(app: Any) -> None:
    """Create the Vietnamese site with our profile in the application root ``app`` and commit it.

    The administrator of the configuration is written first: creating a site begins a new transaction, which would
    drop a user that is not committed yet.
    """
    from AccessControl.SecurityManagement import newSecurityManager
    from plone.distribution.api import site as sites

    transaction.commit()
    admin = app.acl_users.getUser("admin")
    newSecurityManager(None, admin.__of__(app.acl_users))
    site = sites.create(app, "classic", _ANSWERS)
    site.portal_setup.runAllImportStepsFromProfile(f"profile-{PROFILE}")
    transaction.commit()


def upgrade(site: Any) -> None:
    """Run the upgrade steps that the site has not seen yet, and commit."""
    site.portal_setup.upgradeProfile(PROFILE)
    transaction.commit()


def make(home: Home, demo: bool) -> None:
    """Create or upgrade the site of ``home``; with ``demo`` load the demo into a site that is new.

    A demo whose loading was broken off is loaded to its end by the next start; one that was not asked for when the site
    was made is never loaded later.

    Raises ``hoso.cli.boot.NoInstance`` when the instance was not made yet.
    """
    wanted = f"{version('hoso')} {_profile_version()} demo={demo}"
    made = home.path / "site-version"
    if made.is_file() and made.read_text() == wanted and home.data_fs.is_file():
        return
    unfinished_demo = home.path / "demo-unfinished"
    with storage(home):
        open_app = start_zope(home)
        app = open_app()
        if SITE not in app.objectIds():
            from Testing.makerequest import makerequest

            if demo:
                unfinished_demo.touch()
            create(makerequest(app))
        app._p_jar.close()
        with site_of(open_app) as site:
            upgrade(site)
        if unfinished_demo.exists():
            load(open_app, home)
            unfinished_demo.unlink()
    made.write_text(wanted)


def _profile_version() -> str:
    from importlib.resources import files
    from xml.etree import ElementTree

    metadata = files("hoso").joinpath("profiles/default/metadata.xml").read_text(encoding="utf-8")
    return ElementTree.fromstring(metadata).findtext("version", "")


def main() -> None:
    """Entry point of ``python -m hoso.setup.site``."""
    make(Home.from_environment(), demo=os.environ.get("HOSO_DEMO", "1") != "0")


if __name__ == "__main__":
    main()
