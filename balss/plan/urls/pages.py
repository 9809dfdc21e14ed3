"""Addresses of the public pages, below /plans/. A plan is named by its slug (lv-6)."""

from django.urls import URLPattern, path

from balss.plan.views import achieved, calendar, evidence, measure, obligations, open_points, outcomes, overview

urlpatterns: list[URLPattern] = [
    path("", overview.plan, name="current"),
    path("visi/", overview.plans, name="plans"),
    path("<slug:slug>/", overview.plan, name="plan"),
    path("<slug:slug>/apnemsanas/<str:number>/", overview.commitment, name="commitment"),
    path("<slug:slug>/pasakumi/<str:key>/", measure.measure, name="measure"),
    path("<slug:slug>/pasakumi/<str:key>/izmainas/", measure.history, name="measure_history"),
    path("<slug:slug>/pasakumi/<str:key>/ieraksti/<int:serial>/", evidence.records, name="records"),
    path("<slug:slug>/institucijas/", obligations.institutions, name="institutions"),
    path("<slug:slug>/institucijas/<slug:institution_slug>/", obligations.institution, name="institution"),
    path("<slug:slug>/kalendars/", calendar.calendar, name="calendar"),
    path("<slug:slug>/neskaidrais/", open_points.open_points, name="open_points"),
    path("<slug:slug>/iznakums/", outcomes.outcomes, name="outcomes"),
    path("<slug:slug>/paveiktais/", achieved.achieved, name="achieved"),
    path("<slug:slug>/izmainas/", achieved.changes, name="changes"),
]
