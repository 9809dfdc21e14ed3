"""Every room's pages. Latvian stands at the plain address, English below /en/: a link says its language, and a
cache needs no cookie to tell the two apart."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from balss.api.urls import fixed_addresses as api_addresses
from balss.web.urls import fixed_addresses

urlpatterns = [
    path("", include((fixed_addresses, "site"))),
    path("oidc/", include("balss.people.sign_in.linking")),
    path("api/", include(api_addresses)),
    path("faili/", include("balss.shared.urls")),
    *i18n_patterns(
        path("", include("balss.web.urls")),
        path("api/", include("balss.api.urls")),
        path("dizains/", include("balss.design.urls")),
        path("plans/", include("balss.plan.urls")),
        path("lidzdalibas-budzets/", include("balss.participatory_budget.urls")),
        path("tiesibu-aktu-projekti/", include("balss.drafts.urls")),
        path("notikumi/", include("balss.events.urls")),
        path("laba-prakse/", include("balss.library.urls")),
        path("lidzdaliba/", include("balss.participation.urls")),
        path("raditaji/", include("balss.indicators.urls")),
        path("vietas/", include("balss.places.urls")),
        path("meklet/", include("balss.search.urls")),
        path("konts/", include("balss.people.urls")),
        path("zurnals/", include("balss.ledger.urls")),
        path("balsosana/", include("balss.voting.urls")),
        path("zinas/", include("balss.notices.urls")),
        prefix_default_language=False,
    ),
]
