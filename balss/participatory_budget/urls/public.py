"""What everybody reads, and where who proposes works on the own ideas."""

from django.urls import URLPattern, path

from balss.participatory_budget.views import calls, downloads, ideas, own, projects, results

OF = "<slug:slug>/"
IDEA = f"{OF}idejas/<int:number>/"

pages: list[URLPattern] = [
    path("", calls.calls, name="calls"),
    path("dati/", downloads.data, name="data"),
    path("mani/", own.own_ideas, name="own_ideas"),
    path("mani/<uuid:key>/", own.own_idea, name="own_idea"),
    path("mani/<uuid:key>/labot/", own.edit_idea, name="edit_idea"),
    path("mani/<uuid:key>/darit/", own.act, name="act"),
    path("mani/<uuid:key>/lidzautors/", own.become_co_author, name="become_co_author"),
    path(OF, calls.call, name="call"),
    path(f"{OF}iesniegt/", own.propose, name="propose"),
    path(f"{OF}idejas/", ideas.ideas, name="ideas"),
    path(f"{OF}idejas.csv", downloads.ideas_csv, name="ideas_csv"),
    path(f"{OF}idejas.geojson", downloads.ideas_geojson, name="ideas_geojson"),
    path(f"{OF}projekti.csv", downloads.projects_csv, name="projects_csv"),
    path(f"{OF}projekti.geojson", downloads.projects_geojson, name="projects_geojson"),
    path(IDEA, ideas.idea, name="idea"),
    path(f"{OF}projekti/<int:number>/", projects.project, name="project"),
    path(f"{OF}rezultati/", results.results, name="vote_results"),
    path(f"{OF}rezultati/mana-dala/", results.own, name="own_share"),
    path(f"{OF}rezultati/<int:number>.pb", results.ballots, name="ballots"),
    path(f"{OF}rezultati.json", results.results_data, name="results_data"),
    path(f"{OF}rezultati.csv", results.results_csv, name="results_csv"),
]
