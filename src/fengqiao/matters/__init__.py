"""Matters: the noun that everything else is about."""

from fengqiao.matters.categories import CategoryGroup, CategoryInfo, Holder, Kind, Lane, Urgency

__all__ = ["CategoryGroup", "CategoryInfo", "Holder", "Kind", "Lane", "Urgency"]
