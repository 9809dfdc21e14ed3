"""Addresses below /laba-prakse/. The name of a case begins with a year and so is none of our own words."""

from django.urls import URLPattern, path

from balss.library import feeds
from balss.library.views import cases, downloads, workplace

app_name = "library"
urlpatterns: list[URLPattern] = [
    path("", cases.cases, name="cases"),
    path("dati/", downloads.data, name="data"),
    path("dati/piemeri.csv", downloads.cases_csv, name="cases_csv"),
    path("dati/piemeri.json", downloads.cases_json, name="cases_json"),
    path("dati/piemeri.atom", feeds.news, name="cases_atom"),
    path("darbs/", workplace.overview, name="workplace"),
    path("darbs/jauns/", workplace.new_case, name="new_case"),
    path("darbs/<slug:slug>/", workplace.manage, name="manage"),
    path("darbs/<slug:slug>/labot/", workplace.edit_case, name="edit_case"),
    path("darbs/<slug:slug>/izmest/", workplace.discard, name="discard_draft"),
    path("darbs/<slug:slug>/publicet/", workplace.publish, name="publish"),
    path("darbs/<slug:slug>/atsaukt/", workplace.withdraw, name="withdraw"),
    path("darbs/<slug:slug>/atjaunot/", workplace.restore, name="restore"),
    path("<slug:slug>/", cases.case, name="case"),
    path("<slug:slug>.json", cases.case_json, name="case_json"),
]
