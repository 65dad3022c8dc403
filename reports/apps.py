"""What is said: dashboards, pages and issued reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Reports(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
