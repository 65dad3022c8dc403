"""Addresses of people and seats."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from actors import views

app_name = "actors"
urlpatterns = [
    path(_("people/"), views.people, name="people"),
    path(_("people/new/"), views.person_new, name="person_new"),
    path(_("people/<int:pk>/"), views.person_edit, name="person_edit"),
    path(_("people/<int:pk>/seat/"), views.seat_new, name="seat_new"),
    path(_("people/seats/<int:pk>/end/"), views.seat_end, name="seat_end"),
]
