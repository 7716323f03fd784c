"""Addresses of this floor, by space; config puts them together."""

from django.urls import path

from reports.views import inspection as inspecting

inspection = [
    path("", inspecting.home, name="home"),
]
