"""Dispatch (分流、交办): who should own a matter, and the orders that go out."""

from fengqiao.dispatch.duty import Choice, ChoiceRule, DutyLine, DutySource, DutyTable, choose

__all__ = ["Choice", "ChoiceRule", "DutyLine", "DutySource", "DutyTable", "choose"]
