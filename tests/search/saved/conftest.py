"""A small archive, its index kept up to date by the lanes of search, and a mail server that really takes mails."""

import email
import email.policy
from contextlib import nullcontext

import pytest
import transaction
from aiosmtpd.controller import Controller
from plone import api
from plone.app.testing import TEST_USER_ID, setRoles
from zope.annotation.interfaces import IAnnotations

from hoso.access import assign, set_level
from hoso.home import Home
from hoso.jobs import Worker
from hoso.record.create import create
from hoso.record.origin import Origin

TYPED = Origin("typed")


@pytest.fixture
def portal(functional, empty_index):
    """The site with a manager signed in, an archivist, a member and somebody without a function."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    for name, functions in (("archivist", ("archivist",)), ("member", ("member",)), ("stranger", ())):
        api.user.create(username=name, password="Mat-khau-thu-12", email=f"{name}@example.org")
        for function in functions:
            assign(name, function)
    transaction.commit()
    return portal


@pytest.fixture
def work(portal):
    """Commit, and do what that leaves to the lanes of search and mail; the next question is that of a new request."""

    def do(*lanes):
        transaction.commit()
        home = Home.from_environment()
        Worker(lambda: nullcontext(portal), home, only=lanes or ["building", "indexing", "rights"]).drain(2)
        # Roles are remembered for the length of a request.
        IAnnotations(portal.REQUEST).clear()

    return do


@pytest.fixture
def archive(portal, work):
    """An internal fonds with an internal dossier, in it a document, and one more that is private."""
    fonds = create(portal, "Fonds", "phong", title="Phông Ủy ban nhân dân", origin=TYPED)
    dossier = create(fonds, "Dossier", "ho-so", title="Hồ sơ thu hồi", origin=TYPED)
    create(dossier, "ArchivalDocument", "giao-dat", title="Quyết định giao đất", origin=TYPED)
    secret = create(dossier, "ArchivalDocument", "kin", title="Biên bản giao đất kín", origin=TYPED)
    set_level(secret, "private")
    work()
    return dossier


@pytest.fixture
def person(portal):
    """``person("member")``: the user."""
    return lambda name: portal.acl_users.getUserById(name)


class Mails:
    """What the server took, parsed; ``refuse`` makes it refuse every recipient."""

    def __init__(self):
        self.taken = []
        self.refuse = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken.append((envelope.rcpt_tos, mail))
        return "250 taken"


@pytest.fixture
def mails(portal):
    """A mail server to which the site sends: ``mails.taken`` are pairs of recipients and mail."""
    mails = Mails()
    # Port 0 lets the system choose; the controller knows which only once the server listens.
    controller = FreePort(mails, hostname="127.0.0.1", port=0)
    controller.start()
    api.portal.set_registry_record("plone.smtp_host", "127.0.0.1")
    api.portal.set_registry_record("plone.smtp_port", controller.port)
    api.portal.set_registry_record("plone.email_from_address", "luu-tru@example.org")
    api.portal.set_registry_record("plone.email_from_name", "Kho lưu trữ")
    transaction.commit()
    mails.stop = controller.stop
    yield mails
    if controller.server is not None:
        controller.stop()


class FreePort(Controller):
    """A server on a free port."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
