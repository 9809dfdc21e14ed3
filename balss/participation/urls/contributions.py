"""What one says, where everybody reads it, and where its author and officials see what became of it."""

from django.urls import URLPattern, path

from balss.participation.views.contributions import acts, changing, downloads, own, reading, saying
from balss.participation.views.workplace import entering, moderating

OF = "iespejas/<uuid:public_id>/"

pages: list[URLPattern] = [
    path(OF, reading.opportunity, name="opportunity"),
    path(f"{OF}teikt/", saying.say, name="say"),
    path(f"{OF}pavediens/<str:receipt>/", reading.thread, name="thread"),
    path(f"{OF}viss/", reading.whole, name="whole"),
    path(f"{OF}atbalsts/", acts.support, name="support"),
    path(f"{OF}zinot/", acts.report_content, name="report_content"),
    path(f"{OF}viedokli.csv", downloads.contributions_csv, name="contributions_csv"),
    path(f"{OF}viedokli.json", downloads.contributions_json, name="contributions_json"),
    path(f"{OF}viedokli.atom", downloads.contributions_atom, name="contributions_atom"),
    path("kvits/<str:token>/", saying.receipt, name="receipt"),
    path("mani/<str:receipt>/", own.own, name="own"),
    path("mani/<str:receipt>/labot/", changing.change, name="change"),
    path("saite/<str:token>/", own.by_link, name="by_link"),
    path("saite/<str:token>/labot/", changing.change_by_link, name="change_by_link"),
]

workplace: list[URLPattern] = [
    path("palidzet/", entering.help_people, name="help_people"),
    path(f"{OF}lasit/", moderating.moderate, name="moderate"),
    path(f"{OF}nonemt/", moderating.judge, name="judge"),
    path(f"{OF}ievadit/", entering.enter_contribution, name="enter"),
]
