"""Who: bodies, users and their seats."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Actors(AppConfig):
    name = "actors"
    verbose_name = _("Bodies and people")
