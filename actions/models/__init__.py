"""What: measures with their steps, schedules and responsibilities, how they stand, and where they came from."""

from actions.models.imports import ProgrammeImport
from actions.models.measures import Link, Measure, MeasureSearch, Step
from actions.models.responsibilities import LEADING, LEADING_ROLES, Responsibility, ResponsibilityRole
from actions.models.schedules import ScheduleItem, ScheduleKind
from actions.models.standings import Standing

__all__ = [
    "LEADING",
    "LEADING_ROLES",
    "Link",
    "Measure",
    "MeasureSearch",
    "ProgrammeImport",
    "Responsibility",
    "ResponsibilityRole",
    "ScheduleItem",
    "ScheduleKind",
    "Standing",
    "Step",
]
