"""Addresses of the room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from actions import views

app_name = "actions"
urlpatterns = [
    path(_("office/import/"), views.import_upload, name="import_upload"),
    path(_("office/import/<int:pk>/"), views.import_preview, name="import_preview"),
    path(_("<slug:slug>/measures/"), views.measure_list, name="measure_list"),
    path(_("<slug:slug>/measures/excel/"), views.measure_list_excel, name="measure_list_excel"),
    path(_("<slug:slug>/measures/<str:code>/schedule/<int:n>/"), views.schedule_reading, name="schedule_reading"),
    path("<slug:slug>/programme.json", views.programme_json, name="programme_json"),
]
