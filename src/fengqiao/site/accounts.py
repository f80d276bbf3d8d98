"""How staff sign in: accounts are given, not taken; production lets nobody work without a second factor."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

# Stands in the session of somebody who still has to enrol: whoever reads sessions refuses to serve it.
ENROL_ONLY = "enrol_only"


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """allauth's adapter for accounts that an administrator makes."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- the signature is allauth's
        """Nobody signs up: accounts come from the directory."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in; without a second factor, where one is required, only as far as enrolling it."""
        super().login(request, user)
        if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(user):
            request.session[ENROL_ONLY] = True


def has_second_factor(user: Any) -> bool:
    """Say whether the account has enrolled a one-time code."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP]))
