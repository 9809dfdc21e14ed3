"""Addresses of the room, below /lidzdaliba/: each file those of one noun."""

from django.urls import URLPattern, URLResolver, include, path

from balss.participation.urls import answers, contributions, feed, outside, processes

app_name = "participation"
urlpatterns: list[URLPattern | URLResolver] = [
    *feed.pages,
    path("darbs/", include(feed.workplace)),
    path("darbs/", include(outside.workplace)),
    path("darbs/", include(processes.workplace)),
    path("darbs/", include(answers.workplace)),
    path("darbs/", include(contributions.workplace)),
    *processes.pages,
    *contributions.pages,
    *answers.pages,
]
