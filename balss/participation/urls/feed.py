"""The feed of opportunities, in every form."""

from django.urls import URLPattern, path

from balss.participation import feeds
from balss.participation.views import embedding, feed, interests
from balss.participation.views.workplace import embedding as embed_code

pages: list[URLPattern] = [
    path("", feed.feed, name="feed"),
    path("iespejas.json", feed.feed_json, name="feed_json"),
    path("iespejas.csv", feed.feed_csv, name="feed_csv"),
    path("iespejas.atom", feeds.feed_atom, name="feed_atom"),
    path("iespejas.ics", feeds.feed_ics, name="feed_ics"),
    path("ieklaut/<slug:slug>/", embedding.embedded, name="embedded"),
    path("mana-izvele/", interests.interests, name="interests"),
]

workplace: list[URLPattern] = [
    path("ieklaut/", embed_code.embed_code, name="embed_code"),
]
