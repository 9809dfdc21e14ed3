"""Drafts where other rooms read them: the API, the search, pages of places, answers to what people said."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from balss.drafts.api import router
from balss.drafts.queries import changed, found
from balss.drafts.queries.in_place import drafts_in
from balss.drafts.services import DRAFT, PROVISION
from balss.shared.api import ApiRouter, routers
from balss.shared.change_targets import ChangeTarget, change_targets
from balss.shared.place_records import PlaceRecordKind, Section, place_records
from balss.shared.search_documents import SearchKind, search_documents

routers.pin(ApiRouter("drafts", router))
search_documents.pin(
    SearchKind(
        DRAFT,
        pgettext_lazy("kind of search result", "Drafts of legal acts"),
        found.draft_keys,
        found.found_drafts,
        lambda key: reverse("drafts:draft", args=[key]),
    ),
    SearchKind(
        PROVISION,
        pgettext_lazy("kind of search result", "Provisions of drafts"),
        found.provision_keys,
        found.found_provisions,
        lambda key: reverse("drafts:provision", args=[*key.rsplit("/", 1)]),
    ),
)
place_records.pin(PlaceRecordKind("drafts.draft", Section.DECIDING, drafts_in))
change_targets.pin(
    ChangeTarget(
        "drafts.wording", pgettext_lazy("change target", "provision of a draft"), changed.offered, changed.find
    )
)
