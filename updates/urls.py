"""Addresses of the room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from updates.views import answering, my_work, office, session

app_name = "updates"
urlpatterns = [
    path(_("my-work/"), my_work.my_work, name="my_work"),
    path(_("my-work/session/"), session.session_end, name="session_end"),
    path(_("my-work/<slug:slug>/<slug:round>/"), my_work.my_round, name="my_round"),
    path(_("office/"), office.office, name="office"),
    path(_("office/rounds/<slug:slug>/new/"), office.round_new, name="round_new"),
    path(_("office/updates/<int:pk>/"), office.update_review, name="update_review"),
    path(_("office/updates/<int:pk>/publish/"), office.update_publish, name="update_publish"),
    path(_("office/updates/<int:pk>/withdraw/"), office.update_withdraw, name="update_withdraw"),
    path(_("<slug:slug>/measures/<str:code>/update/<slug:body>/"), answering.update_form, name="update_form"),
    path(_("<slug:slug>/measures/<str:code>/update/<slug:body>/check/"), answering.update_check, name="update_check"),
    path(
        _("<slug:slug>/measures/<str:code>/update/<slug:body>/submit/"), answering.update_submit, name="update_submit"
    ),
    path(
        _("<slug:slug>/measures/<str:code>/update/<slug:body>/take-back/"),
        answering.update_take_back,
        name="update_take_back",
    ),
    path(
        _("<slug:slug>/measures/<str:code>/update/<slug:body>/rounds/<slug:round>/"),
        answering.update_page,
        name="update_page",
    ),
]
