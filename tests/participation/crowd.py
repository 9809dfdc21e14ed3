"""Run in processes of their own by test_recount: a consultation and an event, many people who do everything at once,
and what the pages say in the end."""

import json
import random
import re
import sys
import warnings
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balss.events import services as events
from balss.events.models import Event
from balss.events.services import Attendee, Content, Schedule, Ticket
from balss.participation.models import Consultation, Contribution, Opportunity, Process, Support
from balss.participation.services import answers, moderation
from balss.participation.services.contributions import (
    Said,
    Speaker,
    change_contribution,
    contribute,
    support,
    take_support_back,
    withdraw_contribution,
)
from balss.people.models import Account, Person
from balss.people.queries import actor_of
from balss.places.models import Institution, InstitutionName
from balss.shared.permissions import ANONYMOUS, SYSTEM, Actor, Grant, Role
from balss.shared.refusals import Refused

PEOPLE, DEEDS = 12, 60


def furnish() -> None:
    now = timezone.now()
    institution = Institution.objects.create(code="N7", slug="n7", kind="municipality")
    InstitutionName.objects.create(institution=institution, lv="Izdomātā novada pašvaldība")
    written = {"author": "x", "created_at": now, "updated_at": now, "published_at": now}
    process = Process.objects.create(institution=institution, slug="pulis", state="under_way", **written)
    opportunity = Opportunity.objects.create(
        process=process, institution=institution, kind="ideas", title="Pūlis", state="published",
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1), **written,
    )  # fmt: skip
    Consultation.objects.create(opportunity=opportunity)
    for number in range(PEOPLE):
        Account.objects.create(email=f"{number}@pulis.example", person=Person.objects.create(name=f"Viesis {number}"))
    schedule = Schedule(starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=9, hours=2), form="online")
    content = Content(title="Saruna ar pūli", summary="Par visu.", contact_email="a@b.example", capacity=5)
    draft = events.create_event(institution=institution, content=content, schedule=schedule, by=SYSTEM, now=now)
    events.publish_event(event=draft, by=SYSTEM, now=now)


def crowd(seed: int) -> None:
    """Does one thing after the other; what the rules refuse is left. Another writer may have been faster."""
    chance = random.Random(seed)
    people = [actor_of(account) for account in Account.objects.filter(email__endswith="@pulis.example").order_by("pk")]
    for _deed in range(DEEDS):
        try:
            chance.choice(DOINGS)(chance, chance.choice(people))
        except Refused:
            continue


def _consultation() -> Consultation:
    return Consultation.objects.select_related("opportunity__institution").get(opportunity__process__slug="pulis")


def _official() -> Actor:
    account = Account.objects.get(email="0@pulis.example")
    institution = Institution.objects.get(code="N7")
    return actor_of(account, grant=Grant(Role.OFFICIAL, institution.pk))


def _some(chance: random.Random, **columns: Any) -> Contribution | None:
    found = list(Contribution.objects.filter(consultation=_consultation(), **columns).order_by("pk"))
    return chance.choice(found) if found else None


def _say(chance: random.Random, by: Actor, parent: Contribution | None = None) -> None:
    said = Said(f"Doma {chance.random()}", chance.choice(["opinion", "proposal"]), is_proposal=parent is not None)
    contribute(
        consultation=_consultation(), submission_key=uuid4(), said=said, speaker=Speaker(name="Viesis"), parent=parent,
        by=by, now=timezone.now(),
    )  # fmt: skip


def _reply(chance: random.Random, by: Actor) -> None:
    _say(chance, by, _some(chance, state="published"))


def _support(chance: random.Random, by: Actor) -> None:
    if (said := _some(chance, state="published")) and said.person_id != by.person_id:
        support(contribution=said, by=by, now=timezone.now())


def _take_back(chance: random.Random, by: Actor) -> None:
    if (said := _some(chance, state="published")) and said.person_id != by.person_id:
        take_support_back(contribution=said, by=by, now=timezone.now())


def _change(chance: random.Random, by: Actor) -> None:
    if said := _some(chance, person=by.person_id, state="published"):
        words = Said(f"Citādi {chance.random()}")
        change_contribution(
            contribution=said, said=words, speaker=Speaker(name="Viesis"), version=said.version, by=by,
            now=timezone.now(),
        )  # fmt: skip


def _withdraw(chance: random.Random, by: Actor) -> None:
    if said := _some(chance, person=by.person_id, state="published"):
        withdraw_contribution(contribution=said, by=by, now=timezone.now())


def _remove(chance: random.Random, by: Actor) -> None:
    if said := _some(chance, state="published"):
        reasons = moderation.Reasons("offensive", "Lamuvārdi.", "Noteikumu 3. punkts")
        moderation.remove(contribution=said, reasons=reasons, by=_official(), now=timezone.now())


def _answer(chance: random.Random, by: Actor) -> None:
    if said := _some(chance, state="published", response=None):
        who: dict[str, Any] = {"by": _official(), "now": timezone.now()}
        answer = answers.Answer("accepted", "Darīsim.", "Ielas")
        response = answers.draft_response(consultation=_consultation(), contributions=[said], answer=answer, **who)
        answers.publish_response(response=response, **who)


def _register(chance: random.Random, by: Actor) -> None:
    event = Event.objects.get(title="Saruna ar pūli")
    attendee = Attendee(name="Viesis", email=f"{chance.random()}@pulis.example")
    made = events.register(event=event, attendee=attendee, by=ANONYMOUS, now=timezone.now())
    events.confirm_registration(ticket=Ticket(made, True), by=ANONYMOUS, now=timezone.now())


def _cancel(chance: random.Random, by: Actor) -> None:
    registrations = list(Event.objects.get(title="Saruna ar pūli").registrations.filter(standing="going"))
    if registrations:
        events.cancel_registration(ticket=Ticket(chance.choice(registrations), True), by=ANONYMOUS, now=timezone.now())


DOINGS = [
    _say, _say, _reply, _reply, _reply, _support, _support, _support, _support, _take_back, _change, _withdraw,
    _remove, _answer, _register, _register, _cancel,
]  # fmt: skip


def pages() -> None:
    """Prints what pages and data say, and the same counted from the rows."""
    opportunity = _consultation().opportunity
    rows = list(Contribution.objects.filter(consultation=_consultation()).select_related("response"))
    given = Counter(Support.objects.values_list("contribution__receipt", flat=True))
    placed = [row for row in rows if row.published_at is not None]
    standing = [row for row in rows if row.state == "published"]
    asking = [row for row in standing if row.parent_id is None or row.is_proposal]
    event = Event.objects.get(title="Saruna ar pūli")
    going = event.registrations.filter(standing="going").count()
    counted = {
        "said": len(standing),
        "threads": sum(row.parent_id is None for row in placed),
        "answered": [sum(row.response_id is not None for row in asking), len(asking)],
        "places": sorted(row.receipt for row in placed),
        "support": {row.receipt: given[row.receipt] for row in standing if given[row.receipt]},
        "going": going,
    }
    sys.stdout.write(json.dumps([counted, _said_by_pages(opportunity, event)]) + "\n")


def _said_by_pages(opportunity: Opportunity, event: Event) -> dict[str, Any]:
    client = _visitor()
    page = client.get(opportunity.get_absolute_url()).content.decode()
    whole = client.get(reverse("participation:whole", args=[opportunity.public_id])).content.decode()
    address = reverse("participation:contributions_json", args=[opportunity.public_id])
    data = json.loads(b"".join(client.get(address).streaming_content))["contributions"]  # type: ignore[attr-defined]
    receipts = re.findall(r'<li id="([A-Z0-9-]{11})"', whole)
    assert sorted(receipts) == sorted(row["receipt"] for row in data)
    line = re.search(r"(\d+) viedok\S+ · (\d+) pavedien\S+ · atbildēts: (\d+) no (\d+)", page)
    assert line is not None
    said, threads, answered, asking = (int(number) for number in line.groups())
    free = re.search(r"Brīvas? (\d+) viet", client.get(event.get_absolute_url()).content.decode())
    return {
        "said": said,
        "threads": threads,
        "answered": [answered, asking],
        "places": sorted(receipts),
        "support": _support_on(whole),
        "going": 5 - int(free.group(1)) if free else 5,
    }


def _visitor() -> Client:
    """Whose pages need no static files gathered."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    warnings.filterwarnings("ignore", message="No directory at")
    return Client(headers={"host": "localhost"})


def _support_on(whole: str) -> dict[str, int]:
    """By contribution what its own part of the printed page says, up to where the next one begins."""
    found = {}
    for part in whole.split('<li id="')[1:]:
        if number := re.search(r"<span>(\d+) atbalst", part):
            found[part[:11]] = int(number.group(1))
    return found


if __name__ == "__main__":
    {"furnish": furnish, "pages": pages}[sys.argv[1]]()
