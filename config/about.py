"""Pages about the site itself."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from config import parts
from config.service import SERVICE


def page(template: str) -> Callable[..., HttpResponseBase]:
    """Anyone: a page of text that names who answers for the service."""
    return TemplateView.as_view(template_name=template, extra_context={"service": SERVICE})


app_name = "about"
urlpatterns = [
    path(_("accessibility/"), page("about/accessibility.html"), name="accessibility"),
    path(_("privacy/"), page("about/privacy.html"), name="privacy"),
    path(_("figures/"), page("about/figures.html"), name="figures"),
    path(_("help/"), page("about/help.html"), name="help"),
    path(_("open-data/"), page("about/data.html"), name="data"),
    path(_("parts/"), parts.parts, name="parts"),
]
