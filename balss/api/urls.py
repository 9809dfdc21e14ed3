"""The API at one address whatever the language, and its documentation in both."""

from django.urls import URLPattern, URLResolver, path, re_path

from balss.api import views
from balss.api.api.root import api

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [path("", views.documentation, name="documentation")]

fixed_addresses: list[URLPattern | URLResolver] = [
    path("v1/openapi.json", views.openapi, name="openapi"),
    path("v1/", api.urls),
    re_path(r"^v1/", views.unknown),
]
