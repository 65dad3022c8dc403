"""Addresses of the room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from config.stubs import soon  # replaced by each page as it lands

app_name = "updates"
urlpatterns = [
    path(_("my-work/"), soon, name="my_work"),
    path(_("office/"), soon, name="office"),
    path(_("office/updates/<int:pk>/"), soon, name="update_review"),
    path(_("office/updates/<int:pk>/publish/"), soon, name="update_publish"),
    path(_("office/updates/<int:pk>/withdraw/"), soon, name="update_withdraw"),
    path(_("<slug:slug>/measures/<str:code>/update/<slug:body>/"), soon, name="update_form"),
    path(_("<slug:slug>/measures/<str:code>/update/<slug:body>/submit/"), soon, name="update_submit"),
    path(_("<slug:slug>/measures/<str:code>/update/<slug:body>/take-back/"), soon, name="update_take_back"),
]
