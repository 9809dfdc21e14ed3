"""Addresses below /notikumi/. The name of an event ends with six digits and so is none of our own words."""

from django.urls import URLPattern, URLResolver, include, path

from balss.events.urls import pages, workplace

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("darbs/", include(workplace.urlpatterns)),
    *pages.urlpatterns,
]
