"""Addresses of the room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from actions import views
from config.stubs import soon  # replaced by each page as it lands

app_name = "actions"
urlpatterns = [
    path(_("office/import/"), soon, name="import_upload"),
    path(_("office/import/<int:pk>/"), soon, name="import_preview"),
    path(_("<slug:slug>/measures/"), views.measure_list, name="measure_list"),
    path(_("<slug:slug>/measures/excel/"), views.measure_list_excel, name="measure_list_excel"),
    path(_("<slug:slug>/measures/<str:code>/schedule/<int:n>/"), soon, name="schedule_reading"),
    path("<slug:slug>/programme.json", soon, name="programme_json"),
]
