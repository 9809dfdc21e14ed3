"""Addresses below /raditaji/."""

from django.urls import path

from balss.indicators.views import exports, pages, workplace

app_name = "indicators"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("rindas/<slug:code>/", pages.series, name="series"),
    path("salidzinajums/<slug:code>/", pages.comparison, name="comparison"),
    path("dati/", pages.data, name="data"),
    path("dati.csv", exports.all_csv, name="all_csv"),
    path("dati.json", exports.all_json, name="all_json"),
    path("rindas/<slug:code>.csv", exports.series_csv, name="series_csv"),
    path("rindas/<slug:code>.json", exports.series_json, name="series_json"),
    path("darbs/", workplace.desk, name="desk"),
    path("darbs/rindas/<slug:code>/", workplace.entries, name="entries"),
    path("darbs/rindas/<slug:code>/jauna/", workplace.record, name="record"),
    path("darbs/ieraksti/<int:entry_id>/labot/", workplace.correct, name="correct"),
    path("darbs/avoti/<slug:code>/karta/", workplace.announce, name="announce"),
]
