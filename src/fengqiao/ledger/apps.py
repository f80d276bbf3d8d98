"""The Django application of this room: it has no models, its migrations are SQL files."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Matters, their events and all that hangs on them; written by `desk` alone, never by the admin."""

    name = "fengqiao.ledger"
    label = "ledger"
