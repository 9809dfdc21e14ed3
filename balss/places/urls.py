from django.urls import URLPattern, URLResolver, path

from balss.places.views import calendar, changing, data, institutions, legal_settings, municipalities, place, sheet

app_name = "places"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", institutions.directory, name="institutions"),
    path("iestades.json", data.institutions_json, name="institutions_json"),
    path("iestades.csv", data.institutions_csv, name="institutions_csv"),
    path("iestade/<slug:slug>/", institutions.institution, name="institution"),
    path("iestade/<slug:slug>/dati.json", data.institution_json, name="institution_json"),
    path("iestade/<slug:slug>/iestatijumi/", legal_settings.legal_settings, name="legal_settings"),
    path("iestade/<slug:slug>/pardevet/", changing.rename_institution, name="rename"),
    path("iestade/<slug:slug>/apvienot/", changing.merge_institution, name="merge"),
    path("iestade/<slug:slug>/slegt/", changing.close_institution, name="close"),
    path("pasvaldibas/", municipalities.municipalities, name="municipalities"),
    path("vieta/<slug:slug>/", place.place, name="place"),
    path("vieta/<slug:slug>/dati.json", place.place_json, name="place_json"),
    path("vieta/<slug:slug>/lapa.pdf", sheet.sheet, name="sheet"),
    path("teritorijas.json", data.territories_json, name="territories_json"),
    path("teritorijas.csv", data.territories_csv, name="territories_csv"),
    path("kalendars/", calendar.calendar, name="calendar"),
    path("kalendars/dienas/", calendar.add_day, name="calendar_add_day"),
    path("kalendars/dienas/<int:pk>/atsaukt/", calendar.withdraw_day, name="calendar_withdraw_day"),
    path("kalendars/gadi/<int:year>/", calendar.confirm_year, name="calendar_confirm_year"),
]
