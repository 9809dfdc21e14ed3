"""A municipality and a ministry with their officials, residents, and a process with an open consultation."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.text import slugify

from balss.participation.models import OpportunityKind, PublicDiscussion
from balss.participation.services import (
    prepare_opportunity,
    publish_opportunity,
    publish_process,
    start_process,
)
from balss.people.models import Account, Person, RoleGrant
from balss.people.queries import actor_of
from balss.places.models import Audience, Institution, InstitutionName, Territory, TerritoryVersion, Topic
from balss.shared.permissions import Grant, Role

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
LATER = NOW + timedelta(days=21)


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def make_institution(db):
    def make(code, kind="ministry", name="", **columns):
        institution = Institution.objects.create(code=code, slug=code.lower(), kind=kind, **columns)
        InstitutionName.objects.create(institution=institution, lv=name or f"Iestāde {code}")
        return institution

    return make


@pytest.fixture
def municipality(make_institution):
    return make_institution("N1", "municipality", "Izdomātā novada pašvaldība")


@pytest.fixture
def ministry(make_institution):
    return make_institution("XM", "ministry", "Izdomātā ministrija")


@pytest.fixture
def make_account(db):
    """An account with its person; the actor of it in a role is `actor_of(account, grant=…)`."""

    def make(name):
        person = Person.objects.create(name=name)
        return Account.objects.create(email=f"{slugify(name).replace('-', '.')}@example.lv", person=person)

    return make


@pytest.fixture
def official(make_account, municipality):
    return actor_of(make_account("Amats Pirmais"), grant=Grant(Role.OFFICIAL, municipality.pk))


@pytest.fixture
def colleague(make_account, municipality):
    return actor_of(make_account("Amats Otrais"), grant=Grant(Role.OFFICIAL, municipality.pk))


@pytest.fixture
def stranger(make_account, ministry):
    """An official of another institution."""
    return actor_of(make_account("Amats Cits"), grant=Grant(Role.OFFICIAL, ministry.pk))


@pytest.fixture
def resident(make_account):
    return actor_of(make_account("Anna Liepa"))


@pytest.fixture
def parish(db):
    territory = Territory.objects.create(slug="ziedu-pagasts", kind="parish")
    TerritoryVersion.objects.create(territory=territory, name="Ziedu pagasts")
    return territory


@pytest.fixture
def topic(db):
    return Topic.objects.create(code="satiksme", position=1, name_lv="Satiksme", name_en="Transport")


@pytest.fixture
def seniors(db):
    return Audience.objects.create(code="seniori", position=1, name_lv="Seniori", name_en="Seniors")


@pytest.fixture
def process_content(topic, parish):
    return {
        "title": "Skolas ielas pārbūve",
        "summary": "Skolas ielu pārbūvē par gājējiem drošu ielu.",
        "decided_by": "Izdomātā novada dome",
        "legal_ground": "Pašvaldību likums",
        "can_change": "Ietvju platums un stāvvietas.",
        "cannot_change": "Ielas novietojums.",
        "affected": "Ielas iedzīvotāji un skolēni.",
        "topics": [topic],
        "territories": [parish],
    }


@pytest.fixture
def draft_process(municipality, official, process_content, now):
    return start_process(institution=municipality, content=process_content, by=official, now=now)


@pytest.fixture
def process(draft_process, official, now):
    return publish_process(process=draft_process, by=official, now=now)


@pytest.fixture
def opportunity_content():
    return {
        "kind": OpportunityKind.IDEAS,
        "title": "Skolas ielas idejas",
        "question": "Kam Skolas ielā jābūt pirmajā vietā?",
        "summary": "Gaidām idejas, kā ielu padarīt drošu.",
        "what_happens": "Uz katru ideju atbildēsim un pateiksim, kas tiek ņemts vērā.",
        "answers_by_date": date(2027, 1, 29),
        "contact": "Ielu nodaļa, tālr. 60000000",
        "offline": "Klientu apkalpošanas centrā vai bibliotēkā.",
        "closes_at": LATER,
    }


@pytest.fixture
def draft_opportunity(process, official, opportunity_content, now):
    return prepare_opportunity(process=process, content=opportunity_content, by=official, now=now)


@pytest.fixture
def opportunity(draft_opportunity, official, now):
    """Open for ideas from now for three weeks."""
    return publish_opportunity(opportunity=draft_opportunity, by=official, now=now)


@pytest.fixture
def consultation(opportunity):
    return opportunity.consultation


@pytest.fixture
def discussion_content(opportunity_content):
    """A public discussion under articles 54–55, opening on 1 December and closing at the end of the year."""
    return opportunity_content | {
        "kind": OpportunityKind.PUBLIC_DISCUSSION,
        "opens_at": datetime(2026, 11, 30, 22, 0, tzinfo=UTC),
        "closes_at": datetime(2026, 12, 31, 22, 0, tzinfo=UTC),
        "subject": PublicDiscussion.Subject.DEVELOPMENT,
        "initiator": PublicDiscussion.Initiator.COUNCIL,
        "council_decision": "2026. gada 12. novembris, nr. 411",
        "notice_sent_date": date(2026, 11, 23),
        "on_site": "Centrālajā pārvaldes ēkā, Parka ielā 1.",
    }


@pytest.fixture
def sign_in(client, now):
    """The browser of somebody signed in, in the only role that they have."""

    def enter(actor):
        account = Account.objects.get(pk=actor.account_id)
        if actor.grant is not None:
            RoleGrant.objects.create(
                account=account, role=Role.OFFICIAL, institution_id=actor.grant.institution_id, starts_at=now,
                granted_by="system", granted_at=now,
            )  # fmt: skip
        client.force_login(account)
        return client

    return enter


@pytest.fixture
def clock(monkeypatch, now):
    """Pages are asked for at the time of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
