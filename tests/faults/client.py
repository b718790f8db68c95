"""Act as a further client of the instance in HOSO_HOME; answers in JSON.

``client.py add FILE TITLE`` adds a document with that file and answers its UID. ``client.py show UID`` answers the
state of its reading, its pages' texts, and what is left in the outbox.
"""

import json
import sys

import transaction

from hoso.cli.boot import site_of, start_zope
from hoso.home import Home
from hoso.jobs import counts
from hoso.pages import reading, state
from hoso.record.create import create
from hoso.record.files import add_version
from hoso.record.lookup import by_uid


def add(site, path, title):
    document = create(create(site, "Dossier", title=title), "ArchivalDocument", title=title)
    add_version(document, path, "scan.pdf")
    transaction.commit()
    return document.UID()


def show(site, uid):
    document = by_uid(uid)
    found = reading(document)
    lane = counts(site._p_jar.root())["reading"]
    return {
        "state": state(document).name,
        "texts": [] if found is None else [page.text for page in found.pages()],
        "left": [lane.waiting, lane.running, lane.parked],
    }


def main():
    command, *arguments = sys.argv[1:]
    with site_of(start_zope(Home.from_environment())) as site:
        print(json.dumps({"add": add, "show": show}[command](site, *arguments)))


if __name__ == "__main__":
    main()
