"""The admin of the directory; nothing of the ledger is registered here or anywhere (ARCHITECTURE section 2)."""

from fengqiao.directory.admin import calendar, duties, mediators, people, places, sweeps, texts, trail, units

__all__ = ["calendar", "duties", "mediators", "people", "places", "sweeps", "texts", "trail", "units"]
