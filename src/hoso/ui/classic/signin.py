"""Signing in: Plone's form, with the error at the field and the way back to where the person was."""

from __future__ import annotations

from typing import Any

from plone import api
from plone.base import PloneMessageFactory as _plone
from plone.base.interfaces import IMailSchema
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.browser.login.login import LoginForm
from z3c.form import button
from zope.component import getUtility

from hoso.record.i18n import _
from hoso.ui.desk.signing_in import ToTheDesk


class SignIn(LoginForm):
    """``…/login``. It tells neither which of name and password was wrong nor whether the address asked for exists."""

    label = _("Sign in")
    error: str = ""

    @button.buttonAndHandler(_plone("Log in"), name="login")
    def handleLogin(self, action: Any) -> None:
        _data, errors = self.extractData()
        if errors:
            self.error = _("Type your name and your password.")
        elif api.user.is_anonymous():
            self.request.response.expireCookie("__ac", path="/")
            self.error = _("Name or password is not right. Check Caps Lock and the Vietnamese input method.")
        else:
            self._post_login()
            # Whether anything is there is for the page itself to say, to the person signed in by then.
            leads = ToTheDesk(self.context, self.request)
            self.request.response.redirect(leads(self.get_came_from()) or self.context.absolute_url())

    @property
    def name(self) -> str:
        """The name that was typed, to be typed once only."""
        name = self.request.form.get(self.widgets["ac_name"].name, "")
        return name if isinstance(name, str) else ""

    @property
    def sends_mail(self) -> bool:
        """Whether the site can send a link for a new password."""
        mail = getUtility(IRegistry).forInterface(IMailSchema, prefix="plone", check=False)
        return bool(mail.smtp_host and mail.email_from_address)
