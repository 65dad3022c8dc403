"""How people come in: local accounts, made by an administrator; and what their seats open in the back office."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from actors import clock
from actors.policy import rights


class LocalAccounts(DefaultAccountAdapter):
    """Accounts are given, not taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SeatPermissions(BaseBackend):
    """What the back office may do, from seats: administrators keep the lists, the office the programme."""

    LISTS = {"actors"}
    PROGRAMME = {"strategy", "actions", "updates"}

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        room, deed = perm.split(".")
        own = rights(user_obj, clock.today())
        if own.is_administrator and room in self.LISTS:
            return True
        if own.is_office and room in self.PROGRAMME:
            return True
        return deed.startswith("view_") and room in self.LISTS and own.is_office

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return self.has_perm(user_obj, f"{app_label}.view_")
