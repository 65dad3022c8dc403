"""The site's own addresses and the floors beside them."""

from django.urls import path

from bench import floors
from config.urls import urlpatterns as site

urlpatterns = [
    path("bench/constant/", floors.constant),
    path("bench/<slug:slug>/", floors.list_floor),
    path("bench/<slug:slug>/<str:code>/", floors.measure_floor),
    path("bench/<slug:slug>/round/<slug:round>/", floors.cockpit_floor, name="cockpit_floor"),
    *site,
]
