"""The rows of the directory."""

from fengqiao.directory.models.base import DirectoryModel, DirectoryQuerySet
from fengqiao.directory.models.categories import Category
from fengqiao.directory.models.county import CalendarDay, CalendarYear, County, LimitsProfile, OfficePeriod
from fengqiao.directory.models.duties import DutyLine, DutyVersion
from fengqiao.directory.models.hall import HallService
from fengqiao.directory.models.history import Change, History, acting, actor
from fengqiao.directory.models.knowledge import KnowledgeItem, KnowledgeVersion
from fengqiao.directory.models.mediators import Committee, Mediator, Studio
from fengqiao.directory.models.people import AdminRole, Assignment, DutyRoster, User
from fengqiao.directory.models.places import Area, Grid, Place
from fengqiao.directory.models.public_notices import PublicNotice, PublicNoticeVersion
from fengqiao.directory.models.rooms import Room
from fengqiao.directory.models.sweeps import Campaign, SweepResult, SweepVisit
from fengqiao.directory.models.texts import DocumentTemplate
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
    "Committee",
    "County",
    "DirectoryModel",
    "DirectoryQuerySet",
    "DocumentTemplate",
    "DutyLine",
    "DutyRoster",
    "DutyVersion",
    "Grid",
    "HallService",
    "History",
    "KnowledgeItem",
    "KnowledgeVersion",
    "LimitsProfile",
    "Mediator",
    "OfficePeriod",
    "Place",
    "PublicNotice",
    "PublicNoticeVersion",
    "Room",
    "Studio",
    "SweepResult",
    "SweepVisit",
    "Unit",
    "UnitType",
    "User",
    "acting",
    "actor",
]
