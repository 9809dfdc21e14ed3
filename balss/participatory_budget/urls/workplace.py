"""Where officials of a municipality work."""

from django.urls import URLPattern, path

from balss.participatory_budget.views.workplace import calls, importing, projects, vetting

OF = "<slug:slug>/"

pages: list[URLPattern] = [
    path("", calls.desk, name="desk"),
    path("jauns/", calls.new_call, name="new_call"),
    path(OF, calls.keep_call, name="keep_call"),
    path(f"{OF}labot/", calls.edit_call, name="edit_call"),
    path(f"{OF}nauda/", calls.edit_money, name="edit_money"),
    path(f"{OF}balsojums/", calls.edit_ballot, name="edit_ballot"),
    path(f"{OF}rezultati/", calls.results, name="results"),
    path(f"{OF}rezultati/labot/", calls.correct, name="correct"),
    path(f"{OF}ievest/", importing.import_file, name="import_file"),
    path(f"{OF}idejas/", vetting.to_vet, name="to_vet"),
    path(f"{OF}idejas/<int:number>/", vetting.vet, name="vet"),
    path(f"{OF}projekti/<int:number>/", projects.carry_out, name="carry_out"),
]
