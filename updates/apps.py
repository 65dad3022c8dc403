"""How it is going: rounds and updates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Updates(AppConfig):
    name = "updates"
    verbose_name = _("Rounds and updates")
