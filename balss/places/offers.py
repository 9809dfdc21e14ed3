"""What the room offers on the boards."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.places import models
from balss.places.api import router
from balss.places.queries import followed, found
from balss.places.services import load_reference_data
from balss.shared.api import ApiRouter, routers
from balss.shared.deeds import Deed, deeds, page_of
from balss.shared.followables import FollowKind, followables
from balss.shared.permissions import Action, Actor, Role, actions, holders_of
from balss.shared.personal_data import Holding, holdings
from balss.shared.reference_data import ReferenceData, reference_data
from balss.shared.search_documents import SearchKind, search_documents

ADMINISTRATORS = holders_of(Role.ADMINISTRATOR)
COORDINATORS = holders_of(Role.COORDINATOR, Role.ADMINISTRATOR)


def _administers(actor: Actor, institution: models.Institution, now: datetime) -> bool:
    """The institution's own administrator, or the installation's."""
    return actor.holds(Role.ADMINISTRATOR) or actor.holds(Role.INSTITUTION_ADMIN, institution_id=institution.pk)


actions.pin(
    Action(
        "places.load_reference_data",
        "load institutions, territories and topics from the data files",
        ADMINISTRATORS,
    ),
    Action("places.import_service_points", "import lists of service centres and libraries", ADMINISTRATORS),
    Action("places.change_institution", "rename, merge and close institutions", COORDINATORS),
    Action("places.keep_calendar", "keep the table of moved working days", COORDINATORS),
    Action(
        "places.set_legal_parameter",
        "set what an institution's own acts decide where the law leaves it open",
        _administers,
    ),
)


def _load(now: datetime) -> str:
    return ", ".join(
        f"{load.name} ({len(load.added)} added, {len(load.changed)} changed)" for load in load_reference_data(now=now)
    )


reference_data.pin(ReferenceData("places.reference_data", "institutions, territories, groups and policy topics", _load))

routers.pin(ApiRouter("places", router))

search_documents.pin(
    SearchKind(
        "places.institution",
        pgettext_lazy("kind of search result", "Institutions"),
        found.institution_keys,
        found.found_institutions,
        lambda slug: reverse("places:institution", args=[slug]),
    ),
    SearchKind(
        "places.territory",
        pgettext_lazy("kind of search result", "Towns and parishes"),
        found.territory_keys,
        found.found_territories,
        lambda slug: reverse("places:place", args=[slug]),
    ),
)

followables.pin(
    FollowKind("places.topic", _("Topics"), followed.topics, order=10, listed=followed.topic_codes),
    FollowKind(
        "places.territory",
        pgettext_lazy("things followed", "Places"),
        followed.territories,
        order=20,
        listed=followed.municipality_slugs,
        called=followed.territories_called,
        along=followed.municipality_of,
    ),
    FollowKind("places.whole_territory", _("Municipalities as a whole"), followed.whole_territories, order=21),
    FollowKind(
        "places.institution",
        pgettext_lazy("things followed", "Institutions"),
        followed.institutions,
        order=30,
        called=followed.institutions_called,
    ),
    FollowKind("places.audience", _("Groups of people"), followed.audiences, order=40, listed=followed.audience_codes),
)

deeds.pin(
    *(
        Deed(action, label, lambda subject_id: reverse("places:calendar"))
        for action, label in (
            ("places.calendar_day_added", _("Moved day put into the calendar")),
            ("places.calendar_day_withdrawn", _("Moved day withdrawn from the calendar")),
            ("places.calendar_year_confirmed", _("Calendar of a year confirmed")),
        )
    ),
    *(
        Deed(action, label, page_of(models.Institution, models.Institution.get_absolute_url))
        for action, label in (
            ("places.institution_renamed", _("Institution renamed")),
            ("places.institution_merged", _("Institution merged into another")),
            ("places.part_handed_over", _("Part of an institution's work given over to another")),
            ("places.institution_closed", _("Institution closed")),
            ("places.service_points_imported", _("List of service centres or libraries imported")),
        )
    ),
    Deed(
        "places.legal_parameter_set",
        _("Number that the law leaves to the institution set"),
        page_of(models.InstitutionSetting, lambda setting: setting.institution.get_absolute_url()),
    ),
    Deed(
        "places.reference_data_loaded",
        _("Data on institutions and territories loaded"),
        lambda subject_id: reverse("places:institutions"),
    ),
)

PUBLIC_RECORD = "about institutions and places, which are no persons"
BY_PUBLIC_NAME = "public act of an office; who did it stands only as the opaque name of the ledger"
holdings.pin(
    *(
        Holding.none(model, reason=PUBLIC_RECORD)
        for model in (
            models.Alias,
            models.Institution,
            models.InstitutionName,
            models.Membership,
            models.ReferenceFile,
            models.ServicePoint,
            models.Succession,
            models.Territory,
            models.TerritoryVersion,
            models.Topic,
            models.Audience,
        )
    ),
    *(
        Holding.none(model, reason=BY_PUBLIC_NAME)
        for model in (models.CalendarDay, models.CalendarYear, models.InstitutionSetting)
    ),
)
