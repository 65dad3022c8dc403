"""Addresses of the room."""

app_name = "actions"
urlpatterns: list = []
