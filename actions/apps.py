"""What: measures, steps, schedules and responsibilities."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Actions(AppConfig):
    name = "actions"
    verbose_name = _("Measures, steps and schedules")
