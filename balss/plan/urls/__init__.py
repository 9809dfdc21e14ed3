"""Addresses below /plans/, which itself is the plan that runs today."""

from django.urls import URLPattern, URLResolver, include, path

from balss.plan.urls import exports, pages, workplace

app_name = "plan"
urlpatterns: list[URLPattern | URLResolver] = [
    path("darbs/", include(workplace.urlpatterns)),
    *pages.urlpatterns,
    path("<slug:slug>/", include(exports.urlpatterns)),
]
