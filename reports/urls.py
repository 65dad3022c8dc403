"""Addresses of the room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from reports import body_list, body_page, front, inquiry_tables, measure_page, programme_page, progress

app_name = "reports"
urlpatterns = [
    path("", front.front, name="front"),
    path(_("bodies/"), body_list.body_list, name="body_list"),
    path(_("bodies/<slug:body>/"), body_page.body_page, name="body_page"),
    path("<slug:slug>/", programme_page.programme_page, name="programme_page"),
    path(_("<slug:slug>/report/"), progress.progress_list, name="progress_list"),
    path(_("<slug:slug>/measures/<str:code>/"), measure_page.measure_page, name="measure_page"),
    path(_("<slug:slug>/measures/<str:code>/report/"), progress.progress_measure, name="progress_measure"),
    path(_("<slug:slug>/inquiries/<int:n>/excel/"), inquiry_tables.inquiry_excel, name="inquiry_excel"),
    path(_("<slug:slug>/inquiries/<int:n>/document/"), inquiry_tables.inquiry_word, name="inquiry_word"),
]
