"""Signing in through a provider, and linking one: who links proves first that the account is theirs.

These addresses have no language, because the callback is registered with the provider.
"""

import logging
from collections.abc import Callable

from allauth.socialaccount import views
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from balss.people.sign_in.freshness import proven_just_now
from balss.people.sign_in.providers import CheckingAdapter

logger = logging.getLogger(__name__)
connections = login_required(proven_just_now(views.connections))


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    view = OAuth2LoginView.adapter_view(_adapter(request, provider_id))
    if request.GET.get("process", request.POST.get("process")) == "connect":
        view = login_required(proven_just_now(view))
    return _or_say_so(view, request)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _or_say_so(OAuth2CallbackView.adapter_view(_adapter(request, provider_id)), request)


def _or_say_so(view: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    """The view's answer, or a page in plain words when the provider cannot be reached."""
    try:
        return view(request)
    except OSError as fault:  # what requests raises
        logger.warning("A sign-in provider cannot be reached: %s", type(fault).__name__)
        return render(request, "socialaccount/authentication_error.html", status=502)


def _adapter(request: HttpRequest, provider_id: str) -> CheckingAdapter:
    if provider_id not in {app["provider_id"] for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]}:
        raise Http404
    return CheckingAdapter(request, provider_id)


urlpatterns = [
    path("<slug:provider_id>/", login, name="openid_connect_login"),
    path("<slug:provider_id>/atpakal/", callback, name="openid_connect_callback"),
]
