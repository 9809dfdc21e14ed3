"""Linking another way to sign in: who does it proves first that the account is theirs.

The addresses of a provider's login and callback have no language, because the callback is registered with the provider.
"""

from allauth.account.decorators import reauthentication_required
from allauth.socialaccount import views
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

connections = login_required(reauthentication_required(views.connections))


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    linking = request.GET.get("process", request.POST.get("process")) == "connect"
    view = reauthentication_required(openid_connect.login) if linking else openid_connect.login
    answer: HttpResponse = view(request, provider_id)
    return answer


urlpatterns = [
    path("<slug:provider_id>/", login, name="openid_connect_login"),
    path("<slug:provider_id>/atpakal/", openid_connect.callback, name="openid_connect_callback"),
]
