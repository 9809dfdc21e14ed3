"""Addresses of the room, below /lidzdalibas-budzets/: each file those of one kind of reader."""

from django.urls import URLPattern, URLResolver

from balss.participatory_budget.urls import public

app_name = "participatory_budget"
urlpatterns: list[URLPattern | URLResolver] = [*public.pages]
