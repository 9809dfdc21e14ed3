"""What one says, and where its author sees what became of it."""

from django.urls import URLPattern, path

from balss.participation.views.contributions import own

pages: list[URLPattern] = [
    path("mani/<str:receipt>/", own.own, name="own"),
    path("saite/<str:token>/", own.by_link, name="by_link"),
]
