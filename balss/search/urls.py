"""Addresses below /meklet/."""

from django.urls import path

from balss.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("dati.json", views.search_json, name="search_json"),
]
