"""What the room pins on the boards."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.indicators.api import router
from balss.indicators.models import Caveat, Document, Observation, OutcomeIndicator, Question, Series, Source, Wave
from balss.indicators.queries import found
from balss.indicators.services import load_reference_data
from balss.shared.api import ApiRouter, routers
from balss.shared.deeds import Deed, deeds, page_of
from balss.shared.permissions import Action, Role, actions, holders_of
from balss.shared.personal_data import Holding, columns_of, holdings
from balss.shared.reference_data import ReferenceData, reference_data
from balss.shared.search_documents import SearchKind, search_documents

COORDINATORS = holders_of(Role.COORDINATOR)  # whoever coordinates the plan keeps its figures


def load_figures(now: datetime) -> str:
    """Load the data files; in words what was written, and which values people have put otherwise than the files."""
    loaded = load_reference_data(now=now)
    words = []
    if loaded.wrote_anything:
        words.append(f"{loaded.created} created, {loaded.changed} changed, {loaded.corrected} corrected")
    if loaded.kept:
        words.append(f"kept as people entered them: {', '.join(loaded.kept)}")
    return "; ".join(words)


actions.pin(
    Action("indicators.record_observation", "enter a value that a source published", COORDINATORS),
    Action("indicators.correct_observation", "correct or withdraw an entered value", COORDINATORS),
    Action("indicators.announce_wave", "announce a wave of a source", COORDINATORS),
)

deeds.pin(
    *(
        Deed(action, label, page_of(Observation, lambda value: reverse("indicators:series", args=[value.series.code])))
        for action, label in (
            ("indicators.observation_recorded", _("Value of an indicator entered")),
            ("indicators.observation_corrected", _("Value of an indicator corrected or withdrawn")),
        )
    ),
    *(
        Deed(action, label, lambda subject_id: reverse("indicators:overview"))
        for action, label in (
            ("indicators.wave_announced", _("Wave of a survey announced")),
            ("indicators.reference_data_loaded", _("Published figures loaded")),
        )
    ),
)

reference_data.pin(ReferenceData("indicators.figures", "surveys, waves, series and published figures", load_figures))

search_documents.pin(
    SearchKind(
        "indicators.series",
        pgettext_lazy("kind of search result", "Indicators"),
        found.series_keys,
        found.found_series,
        lambda code: reverse("indicators:series", args=[code]),
    )
)

routers.pin(ApiRouter("indicators", router))

holdings.pin(
    Holding(
        Observation,
        title=_("Figures you entered"),
        rows=lambda subject: Observation.objects.filter(recorded_by__in=subject.public_ids),
        exported=("value", "reason", "recorded_at"),
        exempt=dict.fromkeys(
            columns_of(Observation), "a public figure; who entered it stands under an opaque name, as in the ledger"
        ),
    ),
    *(
        Holding.none(model, reason="published figures and their words, about no person")
        for model in (Caveat, Document, OutcomeIndicator, Question, Series, Source, Wave)
    ),
)
