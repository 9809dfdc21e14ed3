"""A plan with two half-years, two ministries, a municipality, and the people who work with it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from balss.ledger.models import Entry
from balss.people.models import Account, Person, RoleGrant
from balss.people.queries import actor_of
from balss.places.models import Institution, InstitutionName, Membership
from balss.plan import models
from balss.plan.models import BodyPart
from balss.plan.services.progress import save_draft, start_report, submit_report
from balss.shared.permissions import Grant, Role


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def make_institution(db):
    def make(code, kind="ministry", name="", **columns):
        institution = Institution.objects.create(code=code, slug=code.lower(), kind=kind, **columns)
        InstitutionName.objects.create(institution=institution, lv=name or f"Iestāde {code}")
        return institution

    return make


@pytest.fixture
def other_ministry(make_institution):
    return make_institution("YM")


@pytest.fixture
def municipality(make_institution):
    return make_institution("N1", "municipality")


@pytest.fixture
def all_ministries(make_institution):
    group = make_institution("ALL_M", "group")
    Membership.objects.create(group=group, member_kind="ministry")
    return group


@pytest.fixture
def chancellery(make_institution):
    return make_institution("VK", "central_institution")


@pytest.fixture
def plan(plan, chancellery):
    plan.coordinator = chancellery
    plan.save()
    return plan


@pytest.fixture
def period(plan):
    """The first half of 2026: over on the day of the tests, and not closed."""
    return models.ReportingPeriod.objects.create(
        plan=plan, code="2026-1", label={"lv": "2026. gada 1. pusgads"},
        start_date=date(2026, 1, 1), end_date=date(2026, 6, 30), closes_date=date(2026, 12, 15),
    )  # fmt: skip


@pytest.fixture
def next_period(plan):
    """The second half of 2027: not begun."""
    return models.ReportingPeriod.objects.create(
        plan=plan, code="2027-2", label={"lv": "2027. gada 2. pusgads"},
        start_date=date(2027, 7, 1), end_date=date(2027, 12, 31),
    )  # fmt: skip


@pytest.fixture
def done(plan):
    return models.OfficialStatus.objects.create(
        plan=plan, code="done", place=2, label={"lv": "Izpildīts"}, is_final=True
    )


@pytest.fixture
def name_body():
    """Gives an institution a part in a measure."""

    def name(measure, institution, part=BodyPart.Part.RESPONSIBLE, **columns):
        place = measure.bodies.count() + 1
        return BodyPart.objects.create(
            measure=measure, institution=institution, part=part, place=place, words=institution.code, **columns
        )

    return name


@pytest.fixture
def measure(measure, ministry, in_progress, done, name_body):
    """The ministry's own."""
    name_body(measure, ministry)
    return measure


@pytest.fixture
def indicator(measure):
    return models.Indicator.objects.create(
        measure=measure, serial=1, place=1, kind="count", words={"lv": "Semināru skaits"}, metrics=["events"]
    )


@pytest.fixture
def make_measure(measure):
    def make(key, *institutions, **columns):
        place = models.Measure.objects.filter(plan=measure.plan).count() + 1
        made = models.Measure.objects.create(
            plan=measure.plan, commitment=measure.commitment, key=key, number=key, place=place,
            title={"lv": f"Pasākums {key}"}, **columns,
        )  # fmt: skip
        for number, institution in enumerate(institutions, start=1):
            BodyPart.objects.create(
                measure=made, institution=institution, part="responsible", place=number, words=institution.code
            )
        return made

    return make


@pytest.fixture
def make_account(db, now):
    """An account with one role; `.actor` is it acting in that role."""

    def make(email, role=None, institution=None, *, person=None, ends_at=None):
        account = Account(email=email, person=person or Person.objects.create(name=email.split("@")[0].title()))
        account.set_password("pareiza zirga skava 7")
        account.save()
        grant = None
        if role is not None:
            RoleGrant.objects.create(
                account=account, role=role.value, institution=institution, starts_at=now - timedelta(days=200),
                granted_at=now - timedelta(days=200), granted_by="system", ends_at=ends_at,
            )  # fmt: skip
            grant = Grant(role, institution.pk if institution else None)
        account.actor = actor_of(account, grant=grant)
        return account

    return make


@pytest.fixture
def anna(make_account, ministry):
    """An official of the ministry."""
    return make_account("anna@xm.lv", Role.OFFICIAL, ministry)


@pytest.fixture
def juris(make_account, ministry):
    """Anna's colleague."""
    return make_account("juris@xm.lv", Role.OFFICIAL, ministry)


@pytest.fixture
def other_official(make_account, other_ministry):
    return make_account("oskars@ym.lv", Role.OFFICIAL, other_ministry)


@pytest.fixture
def coordinator(make_account, chancellery):
    return make_account("karina@vk.lv", Role.COORDINATOR, chancellery)


@pytest.fixture
def reviewer(make_account):
    return make_account("rita@example.lv", Role.REVIEWER)


@pytest.fixture
def draft(measure, period, anna, now):
    return start_report(measure=measure, period=period, by=anna.actor, now=now)


@pytest.fixture
def write(now):
    """Saves fields of a draft as somebody who has just read it."""

    def save(report, account, at=now, **content):
        report.refresh_from_db()
        return save_draft(
            report=report, content=content, base={}, version=report.version, by=account.actor, now=at
        ).report

    return save


@pytest.fixture
def send(write, in_progress, now):
    """Fills a draft in and sends it."""

    def make(report, account, *, status=in_progress, at=now, **content):
        report = write(report, account, at, **{"status": status.pk, "text": "Darām.", **content})
        return submit_report(report=report, version=report.version, by=account.actor, now=at)

    return make


@pytest.fixture
def submitted(draft, send, anna):
    return send(draft, anna)


@pytest.fixture
def deeds(db):
    """What the ledger has recorded, by name."""
    return lambda: sorted(Entry.objects.filter(action__startswith="plan.").values_list("action", flat=True))


@pytest.fixture
def day():
    """Nine in the morning, UTC, of a day."""
    return lambda *parts: datetime(*parts, 9, tzinfo=UTC)
