"""Run beside the journeys' server: what a municipality asks, has asked, has answered and decided."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from balss.participation import services
from balss.participation.models import Contribution, Decision, Opportunity, OpportunityKind, Process
from balss.participation.services import answers, moderation, outcomes
from balss.participation.services import contributions as said
from balss.participation.services.answers import Answer
from balss.participation.services.contributions import Guest, Said, Speaker
from balss.people.models import Account
from balss.people.queries import actor_of, actor_who_can
from balss.people.services.demo import MUNICIPALITY_OFFICIAL, RESIDENT
from balss.places.models import Institution, Territory
from balss.shared.files import store
from balss.shared.permissions import ANONYMOUS, Actor

PROCESS, DECISION = "skolas-iela", "skolas-ielas-skice"  # their names in addresses
OPEN = UUID("00000000-0000-4000-8000-000000000001")
OVER = UUID("00000000-0000-4000-8000-000000000002")  # its outcome is public
COMING = UUID("00000000-0000-4000-8000-000000000003")
DRAFT = UUID("00000000-0000-4000-8000-000000000004")
RECEIPT = "SKLAS-22222"  # of the thread in OPEN
TITLE, UNANSWERED = "Kādu Skolas ielu mēs gribam?", "Kas jādara ar liepām"
LIMES = "Es iebilstu pret Skolas ielas liepu ciršanu, jo tās dod ēnu skolēniem un mājo putniem visu gadu."


def make_participation(copies: int) -> None:
    """As many that wait to be answered as there are journeys that answer one, told apart by their number."""
    now = timezone.now()
    account, body = Account.objects.get(email=MUNICIPALITY_OFFICIAL.email), Institution.objects.get(code="OGRES_NOVADS")
    by = actor_who_can(account, "participation.start_process", body, now)
    assert by is not None
    process = _process(body, by, now)
    _named(_ask(process, TITLE, by, now, opens=-9, closes=9), OPEN)
    _named(_ask(process, "Ko vajag parkā?", by, now, opens=5, closes=25), COMING)
    _named(_ask(process, "Kas vēl jāpajautā?", by, now, closes=25, publish=False), DRAFT)
    over = _ask(process, "Cik platai jābūt ietvei?", by, now, opens=-30, closes=-12)
    _named(over, OVER)
    _speak_in(Opportunity.objects.get(public_id=OPEN), by, now)
    _finish(Opportunity.objects.get(public_id=OVER), process, by, now)
    for number in range(1, copies + 1):
        waiting = _ask(process, f"{UNANSWERED} {number}", by, now, opens=-30, closes=-1, needs_approval=True)
        for name, text in (("Sarmīte Ābola", LIMES), ("Andis Kociņš", f"{LIMES} Paldies!")):
            _guest(waiting, name, f"{name[:3].lower()}{number}@example.lv", text, now, days=-9)
        _guest(waiting, "Velta Kalna", f"velta{number}@example.lv", "Vajag soliņus ēnā.", now, days=-8)


def _process(body: Institution, by: Actor, now: datetime) -> Process:
    at = now - timedelta(days=45)
    content = {
        "title": "Skolas ielas pārbūve", "summary": "Skolas ielu pārbūvēsim par gājējiem drošu ielu.",
        "decided_by": "Ogres novada dome", "can_change": "Ietvju platumu.", "cannot_change": "Ielas novietojumu.",
        "affected": "Skolēni un ielas iedzīvotāji.", "territories": [Territory.objects.get(slug="ogre")],
    }  # fmt: skip
    process = services.start_process(institution=body, content=content, by=by, now=at)
    stages = [services.StageContent("Skice"), services.StageContent("Domes lēmums", start_date=now.date())]
    services.set_stages(process=process, stages=stages, by=by, now=at)
    document = services.add_document(process=process, kind="draft", title="Skice", by=by, now=at)
    sketch = store(ContentFile(b"A;B\r\n2;3\r\n", name="skice.csv"), by=by, now=at, name="skice.csv", public=True)
    services.add_version(document=document, file=sketch, by=by, now=at)
    services.publish_process(process=process, by=by, now=at)
    Process.objects.filter(pk=process.pk).update(slug=PROCESS)
    return Process.objects.select_related("institution").get(pk=process.pk)


def _ask(
    process: Process, title: str, by: Actor, now: datetime, *, closes: int, opens: int = -40, publish: bool = True,
    needs_approval: bool = False,
) -> Opportunity:  # fmt: skip
    """`opens` and `closes` in days from now."""
    at = min(now, now + timedelta(days=opens))
    content = {
        "kind": OpportunityKind.CONSULTATION, "title": title, "question": f"Sakiet: {title[:1].lower()}{title[1:]}",
        "summary": "Izlasiet skici un sakiet.", "what_happens": "Katram atbildēsim, un dome lems.",
        "answers_by_date": (now + timedelta(days=40)).date(), "contact": "attistiba@ogre.example",
        "offline": "Bibliotēkā.", "opens_at": now + timedelta(days=opens) if publish else None,
        "closes_at": now + timedelta(days=closes), "needs_approval": needs_approval,
    }  # fmt: skip
    asked = services.prepare_opportunity(process=process, content=content, by=by, now=at)
    return services.publish_opportunity(opportunity=asked, by=by, now=at) if publish else asked


def ask(process: Process, title: str, *, now: datetime) -> Opportunity:
    """One more question of the municipality, open now."""
    account = Account.objects.get(email=MUNICIPALITY_OFFICIAL.email)
    by = actor_who_can(account, "participation.start_process", process.institution, now)
    assert by is not None
    return _ask(process, title, by, now, opens=-9, closes=9)


def _named(asked: Opportunity, public_id: UUID) -> None:
    """One that the list of pages can name."""
    Opportunity.objects.filter(pk=asked.pk).update(public_id=public_id)


def _guest(asked: Opportunity, name: str, email: str, text: str, now: datetime, *, days: int) -> Contribution:
    at = now + timedelta(days=days)
    made = said.contribute(
        consultation=asked.consultation, submission_key=uuid4(), said=Said(text), speaker=Speaker(name, email=email),
        by=ANONYMOUS, now=at,
    )  # fmt: skip
    return said.confirm(contribution=made, by=Guest(public_id="", contribution_id=made.pk), now=at)


def _speak_in(asked: Opportunity, by: Actor, now: datetime) -> None:
    """A thread with a reply, an answered one, a reported one, and one that was removed."""
    first = _guest(
        asked, "Zane Kalēja", "zane@example.lv", "Platākas ietves:\n\n- pie skolas;\n- pie aptiekas.", now, days=-8
    )
    Contribution.objects.filter(pk=first.pk).update(receipt=RECEIPT)
    at = now - timedelta(days=7)
    resident = Account.objects.get(email=RESIDENT.email)
    said.contribute(
        consultation=asked.consultation, submission_key=uuid4(), said=Said("Un pie stadiona."),
        speaker=Speaker("Anna Ozola"), parent=first, by=actor_of(resident), now=at,
    )  # fmt: skip
    said.support(contribution=first, by=actor_of(resident), now=at)
    answered = _guest(asked, "Juris Balodis", "juris@example.lv", "Pie aptiekas vajag nobrauktuvi.", now, days=-6)
    response = answers.draft_response(
        consultation=asked.consultation,
        contributions=[answered],
        answer=Answer("accepted", "Būs.", "Ietves"),
        by=by,
        now=at,
    )
    answers.publish_response(response=response, by=by, now=at)
    gone = _guest(asked, "Uģis Lapiņš", "ugis@example.lv", "Kārļa tālrunis ir 20000000.", now, days=-5)
    reasons = moderation.Reasons("personal_data", "Svešs tālruņa numurs.", "Datu regulas 6. pants")
    moderation.remove(contribution=gone, reasons=reasons, by=by, now=at)
    rude = _guest(asked, "Guntis Vilks", "guntis@example.lv", "Deputāti ir nodevēji.", now, days=-4)
    moderation.report_content(contribution=rude, ground="offensive", text="Apvaino.", by=ANONYMOUS, now=at)


def _finish(asked: Opportunity, process: Process, by: Actor, now: datetime) -> None:
    """Answered, reported, decided, told and being carried out."""
    voice = _guest(asked, "Rasma Dūmiņa", "rasma@example.lv", "Divi metri ir par šauru.", now, days=-20)
    at, content = now - timedelta(days=3), Answer("partly", "Būs trīs metri.", "Platums")
    response = answers.draft_response(
        consultation=asked.consultation, contributions=[voice], answer=content, by=by, now=at
    )
    answers.publish_response(response=response, by=by, now=at)
    words = {
        "introduction": "Jautājām par ietvi.",
        "said": "Par šauru.",
        "changed": "Trīs metri.",
        "next_steps": "Lems dome.",
    }
    outcomes.save_report(consultation=asked.consultation, content=words, version=0, by=by, now=at)
    outcomes.publish_report(consultation=asked.consultation, version=1, by=by, now=at)
    decided = {
        "title": "Skolas ielas skice", "text": "Ietve būs trīs metrus plata.", "affected": "Gājēji.",
        "decided_by": "Dome", "decided_date": at.date(), "how_to_contest": "Tiesā mēneša laikā.", "process": process,
    }  # fmt: skip
    decision = outcomes.start_decision(institution=process.institution, content=decided, by=by, now=at)
    outcomes.publish_decision(decision=decision, by=by, now=at)
    outcomes.add_telling(decision=decision, channel="poster", told_date=at.date(), by=by, now=at)
    outcomes.add_update(
        decision=decision, progress="under_way", as_of_date=at.date(), text="Izsludināts iepirkums.", by=by, now=at
    )
    Decision.objects.filter(pk=decision.pk).update(slug=DECISION)
