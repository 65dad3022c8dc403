"""Addresses of the room."""

app_name = "updates"
urlpatterns: list = []
