"""The feed of opportunities, in every form."""

from django.urls import URLPattern, path

from balss.participation import feeds
from balss.participation.views import feed

pages: list[URLPattern] = [
    path("", feed.feed, name="feed"),
    path("iespejas.json", feed.feed_json, name="feed_json"),
    path("iespejas.csv", feed.feed_csv, name="feed_csv"),
    path("iespejas.atom", feeds.feed_atom, name="feed_atom"),
    path("iespejas.ics", feeds.feed_ics, name="feed_ics"),
]
