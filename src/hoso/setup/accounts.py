"""Accounts with random passwords, kept in one file that only its owner can read.

``python -m hoso.setup.accounts`` prints them.
"""

from __future__ import annotations

import csv
import os
import secrets
from dataclasses import astuple, dataclass, fields
from typing import Any

from hoso.home import Home


@dataclass(frozen=True, slots=True)
class Account:
    """One account as it stands in the file: sign-in name, password, full name, role."""

    user: str
    password: str
    name: str
    role: str


def add(site: Any, user: str, name: str, role: str, functions: tuple[str, ...]) -> Account:
    """Create the account ``user`` with a random password and its functions in the site."""
    from plone import api

    from hoso.access import assign

    account = Account(user, secrets.token_urlsafe(9), name, role)
    with api.env.adopt_roles(["Manager"]):
        api.user.create(
            username=user, password=account.password, email=f"{user}@example.org", properties={"fullname": name}
        )
    for function in functions:
        assign(user, function)
    return account


def write(home: Home, accounts: list[Account]) -> None:
    """Write the file whole, readable by its owner alone from its first byte on."""
    unfinished = home.accounts.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(field.name for field in fields(Account))
        writer.writerows(astuple(account) for account in accounts)
    unfinished.replace(home.accounts)


def read(home: Home) -> list[Account]:
    """The accounts of the file, in its order."""
    with home.accounts.open(encoding="utf-8", newline="") as file:
        return [Account(**row) for row in csv.DictReader(file)]


def main() -> None:
    """Print the accounts as a table."""
    for account in read(Home.from_environment()):
        print(f"    {account.user:12} {account.password:16} {account.role} ({account.name})")


if __name__ == "__main__":
    main()
