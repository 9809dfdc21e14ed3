"""Addresses of the room, below /lidzdalibas-budzets/: each file those of one kind of reader."""

from django.urls import URLPattern, URLResolver, include, path

from balss.participatory_budget.urls import public, workplace

app_name = "participatory_budget"
urlpatterns: list[URLPattern | URLResolver] = [
    path("darbs/", include(workplace.pages)),
    *public.pages,
]
