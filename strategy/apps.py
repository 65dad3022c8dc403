"""Why: programmes, areas and phenomena."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Strategy(AppConfig):
    name = "strategy"
    verbose_name = _("Programmes, areas and phenomena")
