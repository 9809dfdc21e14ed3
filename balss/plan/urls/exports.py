"""Addresses of data, feeds and reports, below /plans/<plan>/."""

from django.urls import URLPattern, path

from balss.plan.feeds import changes, deadlines
from balss.plan.views import downloads, evidence
from balss.plan.views.self_assessment import pages

urlpatterns: list[URLPattern] = [
    path("dati/", downloads.data, name="data"),
    path("dati/datapackage.json", downloads.package, name="data_package"),
    path("dati/plans.json", downloads.plan_json, name="data_json"),
    path("dati/plans.xlsx", downloads.plan_xlsx, name="data_xlsx"),
    path("dati/measures.csv", downloads.table_csv, {"table": "measures"}, name="data_csv"),
    path("dati/<slug:table>.csv", downloads.table_csv, name="table_csv"),
    path("dati/<slug:table>.xlsx", downloads.table_xlsx, name="table_xlsx"),
    path("dati/<slug:table>.json", downloads.table_json, name="table_json"),
    path("dati/pasakumi/<str:key>.json", downloads.measure_json, name="measure_json"),
    path("dati/pasakumi/<str:key>/ieraksti/<int:serial>.csv", evidence.records_csv, name="records_csv"),
    path("dati/pasakumi/<str:key>/ieraksti/<int:serial>.json", evidence.records_json, name="records_json"),
    path("dati/institucijas/<slug:institution_slug>.json", downloads.institution_json, name="institution_json"),
    path("dati/termini.ics", deadlines.of_plan, name="deadlines_ics"),
    path("dati/institucijas/<slug:institution_slug>.ics", deadlines.of_institution, name="institution_ics"),
    path("dati/izmainas.atom", changes.of_plan, name="changes_atom"),
    path("dati/pasakumi/<str:key>.atom", changes.of_measure, name="measure_atom"),
    path("dati/institucijas/<slug:institution_slug>.atom", changes.of_institution, name="institution_atom"),
    path("pasnovertejums/", pages.self_assessments, name="self_assessments"),
    path("pasnovertejums/<slug:period>/", pages.self_assessment, name="self_assessment"),
    path("pasnovertejums/<slug:period>.pdf", pages.self_assessment_pdf, name="self_assessment_pdf"),
    path("pasnovertejums/<slug:period>.docx", pages.self_assessment_docx, name="self_assessment_docx"),
]
