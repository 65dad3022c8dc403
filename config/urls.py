"""Addresses: every page under /fi/, /sv/ or /en/, the words of the path in that language too."""

from typing import Any

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from config import pages

urlpatterns: list[Any] = [
    path("", pages.to_my_language, name="front_door"),
    path("healthcheck/", pages.healthcheck, name="healthcheck"),
    path("schema/etenee-programme-1.json", pages.interchange_schema, name="interchange_schema"),
]
urlpatterns += i18n_patterns(
    path("admin/", admin.site.urls),
    # The e-mail address is the sign-in name: it is changed by those who keep people, not by its holder unchecked.
    path("accounts/email/", pages.not_offered),
    path("accounts/", include("allauth.urls")),
    path(_("about/"), include("config.about")),
    path("", include("actors.urls")),
    path("", include("updates.urls")),
    path("", include("actions.urls")),
    path("", include("reports.urls")),
)
