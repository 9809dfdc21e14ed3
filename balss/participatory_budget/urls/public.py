"""What everybody reads."""

from django.urls import URLPattern, path

from balss.participatory_budget.views import calls, ideas, own, projects

OF = "<slug:slug>/"

pages: list[URLPattern] = [
    path("", calls.calls, name="calls"),
    path("mani/<uuid:key>/", own.own_idea, name="own_idea"),
    path(OF, calls.call, name="call"),
    path(f"{OF}idejas/<int:number>/", ideas.idea, name="idea"),
    path(f"{OF}projekti/<int:number>/", projects.project, name="project"),
]
