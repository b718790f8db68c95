"""The running site as the administrator's programs see it: plone.restapi."""

import base64
import json
import urllib.request


class Rest:
    """The site as the administrator's programs see it."""

    def __init__(self, instance):
        self.url = instance.url
        login = f"admin:{instance.accounts['admin']['password']}"
        self.headers = {"Authorization": "Basic " + base64.b64encode(login.encode()).decode()}

    def ask(self, method, url, value=None, accept="application/json"):
        headers = self.headers | {"Accept": accept, "Content-Type": "application/json"}
        body = None if value is None else json.dumps(value).encode()
        with urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method)) as answer:
            content = answer.read()
        return json.loads(content) if content and accept == "application/json" else content
