"""Addresses of people and seats."""

from django.urls import URLPattern

app_name = "actors"
urlpatterns: list[URLPattern] = []
