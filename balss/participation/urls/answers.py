"""Answers, outcome reports and decisions: what everybody reads, and where officials write them."""

from django.urls import URLPattern, path

from balss.participation.views import decisions, outcomes
from balss.participation.views.workplace import answering, editing_decisions, reporting

pages: list[URLPattern] = [
    path("iespejas/<uuid:public_id>/rezultats/", outcomes.outcome, name="outcome"),
    path("iespejas/<uuid:public_id>/rezultats.pdf", outcomes.pdf, name="outcome_pdf"),
    path("iespejas/<uuid:public_id>/rezultats.csv", outcomes.answers_csv, name="outcome_csv"),
    path("iespejas/<uuid:public_id>/rezultats.json", outcomes.data, name="outcome_json"),
    path("lemumi/", decisions.decisions, name="decisions"),
    path("lemumi/dati.json", decisions.decisions_json, name="decisions_json"),
    path("lemumi/<slug:slug>/", decisions.decision, name="decision"),
    path("lemumi/<slug:slug>/dati.json", decisions.data, name="decision_json"),
]

workplace: list[URLPattern] = [
    path("iespejas/<uuid:public_id>/atbildes/", answering.answering, name="answering"),
    path("iespejas/<uuid:public_id>/atbildes/jauna/", answering.new_response, name="new_response"),
    path("atbildes/<int:pk>/", answering.keep_response, name="keep_response"),
    path("iespejas/<uuid:public_id>/parskats/", reporting.keep_report, name="keep_report"),
    path("lemumi/jauns/", editing_decisions.new_decision, name="new_decision"),
    path("lemumi/<slug:slug>/", editing_decisions.keep_decision, name="keep_decision"),
    path("lemumi/<slug:slug>/labot/", editing_decisions.edit_decision, name="edit_decision"),
]
