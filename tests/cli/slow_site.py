"""Settings and addresses of a site with one slow page, for a server asked to stop in the middle of an answer."""

import time

from django.http import HttpRequest, HttpResponse
from django.urls import path

from balss.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.cli.slow_site"
SLOW_SECONDS = 1.5


def quick(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ready")


def slow(request: HttpRequest) -> HttpResponse:
    time.sleep(SLOW_SECONDS)
    return HttpResponse("whole")


urlpatterns = [path("quick/", quick), path("slow/", slow)]
