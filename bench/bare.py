"""The peer: a page as `django-admin startproject` would serve it, with Django's default middleware and one line."""

from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import path

DEFAULT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def page(request: HttpRequest) -> HttpResponse:
    template = engines["django"].from_string("<!doctype html><title>Bare</title><p>{{ word }}</p>")
    return HttpResponse(template.render({"word": "Balss"}, request))


urlpatterns = [path("", page)]


def urls_of_this_file(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def serve(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return serve


def bare_application() -> WSGIHandler:
    with override_settings(MIDDLEWARE=[f"{__name__}.urls_of_this_file", *DEFAULT_MIDDLEWARE]):
        return WSGIHandler()
