"""Two ministries and the people who work there, a place, and events in every state."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile

from balss.events import services
from balss.events.models import Channel, Event, Registration
from balss.events.services import Account as Closing
from balss.events.services import Attendee, Content, Schedule
from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.people.models import Account, Person, RoleGrant
from balss.people.queries import actor_of
from balss.places.models import Audience, Institution, InstitutionName, Territory, TerritoryVersion
from balss.shared.permissions import ANONYMOUS, Grant, Role

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
STARTS = datetime(2026, 5, 20, 7, 0, tzinfo=UTC)  # ten in the morning in Riga
LASTS = timedelta(hours=5)


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
        InstitutionName.objects.create(institution=institution, lv=name or f"Iestāde {code}", en=f"Body {code}")
        return institution

    return make


@pytest.fixture
def ministry(make_institution):
    return make_institution("XM", name="Izdomātā ministrija", email="birojs@xm.example")


@pytest.fixture
def other_ministry(make_institution):
    return make_institution("YM")


@pytest.fixture
def make_territory(db):
    def make(slug, kind, name, parent=None):
        territory = Territory.objects.create(slug=slug, kind=kind)
        TerritoryVersion.objects.create(territory=territory, name=name, parent=parent)
        return territory

    return make


@pytest.fixture
def region(make_territory):
    return make_territory("latgale", "planning_region", "Latgales plānošanas reģions")


@pytest.fixture
def municipality(make_territory, region):
    return make_territory("ludzas-novads", "municipality", "Ludzas novads", region)


@pytest.fixture
def parish(make_territory, municipality):
    return make_territory("cirmas-pagasts", "parish", "Cirmas pagasts", municipality)


@pytest.fixture
def youth(db):
    return Audience.objects.create(code="jauniesi", position=1, name_lv="Jaunieši", name_en="Young people")


@pytest.fixture
def seniors(db):
    return Audience.objects.create(code="seniori", position=2, name_lv="Seniori", name_en="Seniors")


@pytest.fixture
def make_account(db):
    """An account with one role; `.actor` is it acting in that role."""

    def make(email, role=None, institution=None):
        account = Account(email=email, person=Person.objects.create(name=email.split("@")[0].title()))
        account.set_password("pareiza zirga skava 7")
        account.save()
        grant = None
        if role is not None:
            RoleGrant.objects.create(
                account=account, role=role.value, institution=institution, starts_at=NOW - timedelta(days=200),
                granted_at=NOW - timedelta(days=200), granted_by="system",
            )  # fmt: skip
            grant = Grant(role, institution.pk if institution else None)
        account.actor = actor_of(account, grant=grant)
        return account

    return make


@pytest.fixture
def anna(make_account, ministry):
    """An official of the ministry."""
    return make_account("anna@xm.example", Role.OFFICIAL, ministry)


@pytest.fixture
def other_official(make_account, other_ministry):
    return make_account("oskars@ym.example", Role.OFFICIAL, other_ministry)


@pytest.fixture
def resident(make_account):
    return make_account("iveta@example.lv")


@pytest.fixture
def content():
    def make(**values):
        return Content(**{
            "title": "Atvērtā pārvaldība Latgalē", "summary": "Kā iedzīvotāji lemj līdzi.",
            "accessibility": ("step_free",), "contact_email": "birojs@xm.example", "contact_phone": "67000000",
            **values,
        })  # fmt: skip

    return make


@pytest.fixture
def schedule(parish):
    def make(**values):
        return Schedule(**{
            "starts_at": STARTS, "ends_at": STARTS + LASTS, "form": "onsite", "place": "Cirmas tautas nams",
            "address": "Ezera iela 1", "territory": parish, **values,
        })  # fmt: skip

    return make


@pytest.fixture
def make_draft(ministry, anna, content, schedule):
    """A draft of the ministry; values go to its content or its schedule."""

    def make(**values):
        times = {name: values.pop(name) for name in list(values) if name in Schedule.__dataclass_fields__}
        return services.create_event(
            institution=ministry, content=content(**values), schedule=schedule(**times), by=anna.actor, now=NOW
        )

    return make


@pytest.fixture
def draft(make_draft):
    return make_draft()


@pytest.fixture
def make_event(make_draft, anna):
    """An announced event."""

    def make(**values):
        return services.publish_event(event=make_draft(**values), by=anna.actor, now=NOW)

    return make


@pytest.fixture
def event(make_event):
    return make_event()


@pytest.fixture
def register():
    """Registers a guest and confirms the address."""

    def make(event, email, at=NOW, **values):
        attendee = Attendee(name=values.pop("name", email.split("@")[0].title()), email=email, **values)
        made = services.register(event=event, attendee=attendee, by=ANONYMOUS, now=at)
        ticket = services.ticket_of(services.link_of(made))
        return services.confirm_registration(ticket=ticket, by=ANONYMOUS, now=at)

    return make


@pytest.fixture
def enter(anna):
    """Enters somebody at the organiser's desk."""

    def make(event, name, channel=Channel.PHONE, at=NOW, **values):
        return services.enter_registration(
            event=event, attendee=Attendee(name=name, **values), channel=channel, by=anna.actor, now=at
        )

    return make


@pytest.fixture
def close(anna):
    def make(event, at=STARTS + LASTS, by=None, **values):
        closing = Closing(**{
            "came_onsite": 40, "came_online": None, "outcome": "Vienojās par nākamo tikšanos.",
            "without_materials": True, **values,
        })  # fmt: skip
        return services.close_event(event=event, account=closing, by=by or anna.actor, now=at)

    return make


@pytest.fixture
def upload():
    def make(name="prezentacija.txt", content=b"Slaidi\n"):
        return ContentFile(content, name=name)

    return make


@pytest.fixture
def standing():
    """The standing of a registration as it is now."""
    return lambda registration: Registration.objects.get(pk=registration.pk).standing


@pytest.fixture
def letters():
    """Kinds of letters to an address, in their order."""
    return lambda to: list(Notice.objects.filter(to=to).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def deeds(db):
    """What the ledger has recorded, by name."""
    return lambda: sorted(Entry.objects.filter(action__startswith="events.").values_list("action", flat=True))


@pytest.fixture
def again():
    """The event as it is now."""
    return lambda event: Event.objects.get(pk=event.pk)
