from django.urls import URLPattern, URLResolver, path

from balss.ledger.views import checking, entries, heads

app_name = "ledger"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", entries.entries, name="entries"),
    path("ieraksti.json", entries.entries_json, name="entries_json"),
    path("parbaude/", checking.check_receipt, name="check"),
    path("stavokli/", heads.heads, name="heads"),
    path("stavokli.json", heads.heads_json, name="heads_json"),
    path("stavoklis.txt", heads.latest_note, name="latest_note"),
    path("stavokli/<int:size>.json", heads.head_json, name="head_json"),
    path("stavokli/<int:size>.txt", heads.head_note, name="head_note"),
    path("<uuid:entry_id>/", entries.entry, name="entry"),
    path("<uuid:entry_id>/apliecinajums.json", entries.receipt, name="receipt"),
    path("<uuid:entry_id>/pieradijums.txt", entries.proof, name="proof"),
]
