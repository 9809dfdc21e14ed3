"""A municipality with its officials and residents, and a call in each of its phases."""

import secrets
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.test import Client

from balss.core.calendar import start_of_day
from balss.participatory_budget import services
from balss.participatory_budget.models import Call, Project
from balss.participatory_budget.services import AreaContent, CategoryContent, Revenue
from balss.people.models import Account, Claim, CodeHash, Person, RoleGrant
from balss.people.queries import actor_of
from balss.places.models import Institution, InstitutionName, Territory, TerritoryVersion
from balss.shared.permissions import ANONYMOUS, SYSTEM, Actor, Grant, Role
from balss.voting.jobs import close_elections
from balss.voting.models import Election
from balss.voting.services import Vote, vote_by_service

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)  # a Monday
IDEAS_OPEN, IDEAS_CLOSE = date(2026, 2, 2), date(2026, 3, 5)  # closes at the end of 4 March, thirty days later
VOTE_OPENS, VOTE_CLOSES = date(2026, 5, 4), date(2026, 5, 19)  # fifteen days
IN_IDEAS = start_of_day(date(2026, 2, 16)) + timedelta(hours=10)
IN_VETTING = start_of_day(date(2026, 3, 16)) + timedelta(hours=10)
IN_VOTING = start_of_day(date(2026, 5, 11)) + timedelta(hours=10)
AFTER_VOTING = start_of_day(date(2026, 5, 20)) + timedelta(hours=10)


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def make_institution(db):
    def make(code, kind="municipality", name="", **columns):
        institution = Institution.objects.create(code=code, slug=code.lower(), kind=kind, **columns)
        InstitutionName.objects.create(institution=institution, lv=name or f"Iestāde {code}", en=f"Body {code}")
        return institution

    return make


@pytest.fixture
def territory(db):
    territory = Territory.objects.create(slug="ziedu-novads", kind="municipality")
    TerritoryVersion.objects.create(territory=territory, name="Ziedu novads")
    return territory


@pytest.fixture
def municipality(make_institution, territory):
    return make_institution("N1", name="Ziedu novada pašvaldība", territory=territory)


@pytest.fixture
def make_account(db):
    """An account; `.actor` is it acting in its role, if it has one."""

    def make(name, role=None, institution=None):
        person = Person.objects.create(name=name)
        account = Account.objects.create(email=f"{name.split()[0].lower()}@example.lv", person=person)
        grant = None
        if role is not None:
            since = NOW - timedelta(days=200)
            RoleGrant.objects.create(
                account=account, role=role.value, institution=institution, starts_at=since, granted_at=since,
                granted_by="system",
            )  # fmt: skip
            grant = Grant(role, institution.pk if institution else None)
        account.actor = actor_of(account, grant=grant)
        return account

    return make


@pytest.fixture
def official(make_account, municipality):
    return make_account("Olga Amats", Role.OFFICIAL, municipality).actor


@pytest.fixture
def colleague(make_account, municipality):
    return make_account("Kārlis Amats", Role.OFFICIAL, municipality).actor


@pytest.fixture
def outsiders(make_account, make_institution, municipality):
    """Everybody who is no official of the municipality."""
    other = make_institution("N2")
    wrong_roles = [
        Actor("x", 9_999, 9_999, Grant(role, municipality.pk))
        for role in (Role.INSTITUTION_ADMIN, Role.COORDINATOR, Role.REVIEWER, Role.ADMINISTRATOR, Role.HELPER)
    ]
    of_another = make_account("Cits Amats", Role.OFFICIAL, other).actor
    limited = Actor("y", 9_998, 9_998, Grant(Role.OFFICIAL, municipality.pk, scope="events"))
    return [ANONYMOUS, make_account("Svešinieks Iedzīvotājs").actor, of_another, limited, *wrong_roles]


@pytest.fixture
def resident(make_account):
    return make_account("Anna Liepa")


@pytest.fixture
def content():
    """What a call of the municipality says; 12 000 € are a little more than 0.5 % of two million three hundred."""
    return {
        "title": "Ziedu novada līdzdalības budžets", "year": 2026, "summary": "Iedzīvotāji lemj par daļu naudas.",
        "organiser": "Attīstības nodaļa", "criteria": "Atbilst pašvaldības funkcijām.",
        "offline": "Bibliotēkās un klientu apkalpošanas centros.", "contact": "tālr. 60000000",
        "contest_how": "Mēneša laikā pašvaldības izpilddirektoram.",
        "regulation": "Saistošie noteikumi Nr. 3/2025", "money_cents": 1_200_000, "largest_cents": 600_000,
        "points": dict.fromkeys(
            ("money", "areas", "proposers", "ideas", "criteria", "voting_way", "voting", "counting"), "5. punkts"
        ),
        "ideas_open_at": start_of_day(IDEAS_OPEN), "ideas_close_at": start_of_day(IDEAS_CLOSE),
        "voting_opens_at": start_of_day(VOTE_OPENS), "voting_closes_at": start_of_day(VOTE_CLOSES),
        "results_by_date": date(2026, 6, 1),
    }  # fmt: skip


@pytest.fixture
def ballot_content():
    return {"form": "approval", "most_choices": 3, "rule": "greedy", "tie_order": "cost,id"}


@pytest.fixture
def draft(municipality, official, content):
    call = services.start_call(institution=municipality, content=content, by=official, now=NOW)
    areas = [AreaContent("Ziedu pilsēta", 700_000), AreaContent("Pagasti", 500_000)]
    services.set_areas(call=call, areas=areas, by=official, now=NOW)
    services.set_categories(
        call=call, categories=[CategoryContent("Bērniem", most_cents=500_000)], by=official, now=NOW
    )
    revenues = [Revenue(year, 200_000_000, 30_000_000) for year in (2023, 2024, 2025)]
    services.set_revenues(call=call, revenues=revenues, by=official, now=NOW)
    return call


@pytest.fixture
def call(draft, official, ballot_content):
    """Published, with its ballot; what it is about to take depends on the time asked at."""
    services.set_ballot(call=draft, content=ballot_content, by=official, now=NOW)
    return services.publish_call(call=draft, by=official, now=NOW)


@pytest.fixture
def again():
    """The row as it is stored now."""
    return lambda row: type(row).objects.get(pk=row.pk)


@pytest.fixture
def make_call(municipality):
    """A published call without its story, for lists."""

    def make(title, **columns):
        values = {
            "slug": title.lower(), "institution": municipality, "year": 2026, "title": title, "money_cents": 100,
            "ideas_open_at": start_of_day(IDEAS_OPEN), "ideas_close_at": start_of_day(IDEAS_CLOSE),
            "voting_opens_at": start_of_day(VOTE_OPENS), "voting_closes_at": start_of_day(VOTE_CLOSES),
            "results_by_date": date(2026, 6, 1), "state": "published", "published_at": NOW, "created_at": NOW,
            "updated_at": NOW,
        }  # fmt: skip
        return Call.objects.create(**(values | columns))

    return make


@pytest.fixture
def make_draft(call, resident):
    """A whole draft, which the author could hand in."""

    def make(author=None, **content):
        values = {
            "area": call.areas.get(number=1), "category": call.categories.get(), "title": "Šūpoles parkā",
            "text": "Ezera parkā vajag divas šūpoles bērniem un vienu lielāku, lai arī pusaudžiem un pieaugušajiem "
            "būtu kur atpūsties pēc skolas un darba.",
            "benefit": "Bērni un viņu vecāki.", "place": "Ezera parks", "land": "municipal", "cost_cents": 300_000,
            "cost_basis": "Ražotāja cenrādis.", "keeper": "Pašvaldība", "access": "Parks ir vienmēr atvērts.",
            "name": "Anna Liepa", "is_of_age": True,
        }  # fmt: skip
        by = (author or resident).actor
        return services.save_draft(call=call, content=values | content, by=by, now=IN_IDEAS)

    return make


@pytest.fixture
def draft_idea(make_draft):
    return make_draft()


@pytest.fixture
def idea(draft_idea, resident):
    """Handed in."""
    return services.hand_in(idea=draft_idea, by=resident.actor, now=IN_IDEAS)


def make_project(call, number, cents=100_000, area=0, **columns):
    return Project.objects.create(
        call=call, number=number, area=call.areas.all()[area], title=f"Projekts {number}", text="Darbi.",
        cost_cents=cents, created_at=NOW, updated_at=NOW, author="system", **columns,
    )  # fmt: skip


@pytest.fixture
def listed(call, official):
    """With its list of projects: two in the first area, one in the second."""
    for number, cents, area in ((1, 100_000, 0), (3, 600_000, 0), (2, 500_000, 1)):
        make_project(call, number, cents, area)
    return services.publish_projects(call=call, by=official, now=IN_VETTING)


@pytest.fixture
def at(monkeypatch):
    """A browser, signed in or not, at a moment."""

    def browse(moment, account=None):
        monkeypatch.setattr("balss.people.middleware.timezone.now", lambda: moment)
        browser = Client()
        if account is not None:
            browser.force_login(account)
        return browser

    return browse


@pytest.fixture
def official_account(official):
    return Account.objects.get(pk=official.account_id)


@pytest.fixture
def arranged(listed):
    """The election of the listed round, before voting opens."""
    services.carry_elections(by=SYSTEM, now=IN_VETTING)
    return Election.objects.get(pk=listed.election_id)


@pytest.fixture
def cast_votes(arranged):
    """Casts ballots, each by a voter of its own: `("1", "3")` for what is chosen; points where they are given."""
    numbers = count(1)

    def cast(*ballots, points=(), seeds=()):
        for place, choices in enumerate(ballots):
            person = Person.objects.create(name="Balsotājs")
            CodeHash.objects.create(person=person, digest=f"balso {next(numbers)}", obtained_at=NOW)
            for kind, value in (("birth_date", "1990-01-01"), ("municipality", "Ziedu novads")):
                Claim.objects.create(
                    person=person, kind=kind, value=value, source="x", level="high", obtained_at=IN_VETTING
                )
            vote = Vote(choices, points[place] if points else ())
            by = Actor("", account_id=1, person_id=person.pk)
            seed = seeds[place] if seeds else secrets.token_bytes(32)
            yield vote_by_service(election=arranged, seed=seed, vote=vote, by=by, now=IN_VOTING)

    return lambda *ballots, **more: list(cast(*ballots, **more))


@pytest.fixture
def close(arranged):
    """Seals the box and counts, as the jobs do."""

    def close_and_count():
        close_elections(AFTER_VOTING)
        services.count_sealed(by=SYSTEM, now=AFTER_VOTING)

    return close_and_count
