"""Addresses of the room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from config.stubs import soon  # replaced by each page as it lands

app_name = "actions"
urlpatterns = [
    path(_("office/import/"), soon, name="import_upload"),
    path(_("office/import/<int:pk>/"), soon, name="import_preview"),
    path(_("<slug:slug>/measures/"), soon, name="measure_list"),
    path(_("<slug:slug>/measures/excel/"), soon, name="measure_list_excel"),
    path(_("<slug:slug>/measures/<str:code>/schedule/<int:n>/"), soon, name="schedule_reading"),
    path("<slug:slug>/programme.json", soon, name="programme_json"),
]
