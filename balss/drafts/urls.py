"""Addresses below /tiesibu-aktu-projekti/. The name of a draft begins with a year and so is none of our own words."""

from django.urls import URLPattern, path

from balss.drafts import feeds
from balss.drafts.views import downloads, drafts, texts, workplace

app_name = "drafts"
urlpatterns: list[URLPattern] = [
    path("", drafts.drafts, name="drafts"),
    path("dati/", downloads.data, name="data"),
    path("dati/projekti.csv", downloads.drafts_csv, name="drafts_csv"),
    path("dati/projekti.json", downloads.drafts_json, name="drafts_json"),
    path("dati/projekti.atom", feeds.news, name="drafts_atom"),
    path("darbs/", workplace.overview, name="workplace"),
    path("darbs/jauns/", workplace.new_draft, name="new_draft"),
    path("darbs/<slug:slug>/", workplace.manage, name="manage"),
    path("darbs/<slug:slug>/labot/", workplace.edit_draft, name="edit_draft"),
    path("darbs/<slug:slug>/izmest/", workplace.discard, name="discard_draft"),
    path("darbs/<slug:slug>/atsaukt/", workplace.withdraw, name="withdraw"),
    path("darbs/<slug:slug>/teksts/", texts.text, name="text"),
    path("darbs/<slug:slug>/teksts/izmest/", texts.drop, name="drop_text"),
    path("darbs/<slug:slug>/parbaudit/", texts.check, name="check"),
    path("darbs/<slug:slug>/dalijums/", texts.turn, name="turn"),
    path("darbs/<slug:slug>/sapari/", texts.decide, name="decide"),
    path("darbs/<slug:slug>/publicet/", texts.publish, name="publish"),
    path("<slug:slug>/", drafts.draft, name="draft"),
    path("<slug:slug>.json", downloads.draft_json, name="draft_json"),
    path("<slug:slug>.csv", downloads.draft_csv, name="draft_csv"),
    path("<slug:slug>/redakcijas/<int:number>/", drafts.version, name="version"),
    path("<slug:slug>/salidzinat/", drafts.choose, name="choose"),
    path("<slug:slug>/salidzinat/<int:earlier>/<int:later>/", drafts.compare, name="compare"),
    path("<slug:slug>/punkti/<int:serial>/", drafts.provision, name="provision"),
]
