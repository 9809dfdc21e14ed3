"""Cases of good practice where other rooms read them: the API, the search, the plan's evidence, pages of places."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from balss.library.api import router
from balss.library.queries import counted, found
from balss.library.queries.in_place import cases_in
from balss.library.services import CASE
from balss.shared.api import ApiRouter, routers
from balss.shared.evidence import EvidenceKind, evidence
from balss.shared.place_records import PlaceRecordKind, Section, place_records
from balss.shared.search_documents import SearchKind, search_documents

routers.pin(ApiRouter("library", router))
search_documents.pin(
    SearchKind(
        CASE,
        pgettext_lazy("kind of search result", "Good practice"),
        found.case_keys,
        found.found_cases,
        lambda key: reverse("library:case", args=[key]),
    )
)
evidence.pin(
    EvidenceKind("library.cases", pgettext_lazy("evidence", "cases of good practice"), counted.cases, counted.states)
)
place_records.pin(PlaceRecordKind("library.case", Section.RESULTS, cases_in))
