"""Run beside the journeys' server: a municipality's case of good practice."""

from django.utils import timezone

from balss.library import services
from balss.library.models import PracticeCase
from balss.library.services import Content
from balss.people.models import Account
from balss.people.queries import actor_who_can
from balss.people.services.demo import MUNICIPALITY_OFFICIAL
from balss.places.models import Institution, Topic

CASE = "balsosana-biblioteka"  # its name in addresses


def make_cases() -> None:
    now = timezone.now()
    account = Account.objects.get(email=MUNICIPALITY_OFFICIAL.email)
    council = Institution.objects.get(code="OGRES_NOVADS")
    by = actor_who_can(account, "library.create_case", council, now)
    assert by is not None
    content = Content(
        title="Balsošana bibliotēkā", summary="Bibliotekāri palīdzēja nobalsot.", problem="Seniori nebalsoja.",
        solution="1. Izvēlējāmies palīgu.\n2. Izkārām lapu.", outcome="Nobalsoja 214 cilvēki.", advice="Sākt laikus.",
        cost="900 eiro", duration="Divi mēneši", partners="Novada bibliotēkas", first_year=2025, last_year=2026,
        topics=tuple(Topic.objects.filter(code="lidzdalibas-budzets")), contact_email="lidzdaliba@ogre.example",
        contact_phone="65000110", links=(("Līdzdalības budžeti", "/lidzdalibas-budzets/"),),
        english={"title": "Voting at the library"},
    )  # fmt: skip
    draft = services.create_case(institution=council, content=content, by=by, now=now)
    PracticeCase.objects.filter(pk=draft.pk).update(slug=CASE)  # one that the list of pages can name
    services.publish_case(case=draft, by=by, now=now)
