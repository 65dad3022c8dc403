"""Pages about the site itself."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from config import parts

app_name = "about"
urlpatterns = [
    path(_("accessibility/"), TemplateView.as_view(template_name="about/accessibility.html"), name="accessibility"),
    path(_("privacy/"), TemplateView.as_view(template_name="about/privacy.html"), name="privacy"),
    path(_("figures/"), TemplateView.as_view(template_name="about/figures.html"), name="figures"),
    path(_("help/"), TemplateView.as_view(template_name="about/help.html"), name="help"),
    path(_("open-data/"), TemplateView.as_view(template_name="about/data.html"), name="data"),
    path(_("parts/"), parts.parts, name="parts"),
]
