"""What of events is found by searching."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from balss.events.queries import found
from balss.events.services.spreading import SEARCH_KIND
from balss.shared.search_documents import SearchKind, search_documents

search_documents.pin(
    SearchKind(
        SEARCH_KIND,
        pgettext_lazy("kind of search result", "Events"),
        found.event_keys,
        found.found_events,
        lambda key: reverse("events:event", args=[key]),
    )
)
