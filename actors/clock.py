"""What day it is. Only views and commands ask; everything else is told."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day in Helsinki, or the day at which a demo's clock stands."""
    return settings.TODAY or timezone.localdate()


def now() -> datetime:
    """The moment, aware; on a demo's day the time of day is the real one."""
    moment = timezone.localtime()
    return moment.replace(year=today().year, month=today().month, day=today().day) if settings.TODAY else moment
