"""From where opportunities published elsewhere are imported: pages of the coordinator."""

from django.urls import URLPattern, path

from balss.participation.views.workplace import outside

workplace: list[URLPattern] = [
    path("avoti/", outside.sources, name="sources"),
    path("avoti/jauns/", outside.new_source, name="new_source"),
    path("avoti/<slug:code>/", outside.keep_source, name="keep_source"),
]
