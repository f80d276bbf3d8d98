"""The rows of the directory."""

from fengqiao.directory.models.base import DirectoryModel, DirectoryQuerySet
from fengqiao.directory.models.categories import Category
from fengqiao.directory.models.county import CalendarDay, CalendarYear, County, LimitsProfile, OfficePeriod
from fengqiao.directory.models.duties import DutyLine, DutyVersion
from fengqiao.directory.models.history import Change, History, acting, actor
from fengqiao.directory.models.people import AdminRole, Assignment, DutyRoster, User
from fengqiao.directory.models.places import Area, Grid, Place
from fengqiao.directory.models.sweeps import Campaign, SweepResult, SweepVisit
from fengqiao.directory.models.texts import DocumentTemplate, KnowledgeItem
from fengqiao.directory.models.units import Unit, UnitType

__all__ = [
    "AdminRole",
    "Area",
    "Assignment",
    "CalendarDay",
    "CalendarYear",
    "Campaign",
    "Category",
    "Change",
    "County",
    "DirectoryModel",
    "DirectoryQuerySet",
    "DocumentTemplate",
    "DutyLine",
    "DutyRoster",
    "DutyVersion",
    "Grid",
    "History",
    "KnowledgeItem",
    "LimitsProfile",
    "OfficePeriod",
    "Place",
    "SweepResult",
    "SweepVisit",
    "Unit",
    "UnitType",
    "User",
    "acting",
    "actor",
]
