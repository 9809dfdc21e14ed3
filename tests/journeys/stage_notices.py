"""Run beside the journeys' server: a municipality with lists and news, letters that failed and came back, an address
that is paused, and somebody who runs the installation."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password

from balss.cli.demo.gateway import switch_on
from balss.notices.models import Contact, Follower, Notice, NoticeState, Outcome, Pause, Return
from balss.notices.services import following
from balss.notices.services.following import Asked, Wishes, confirmation_of
from balss.notices.services.lists import make_list, read_contacts, take_contacts, tell_contacts
from balss.notices.services.lists.keeping import Wording
from balss.notices.services.lists.leaving import LEAVING, LISTED
from balss.notices.services.lists.telling import note_told
from balss.notices.services.news import Draft, approve_news, draft_news, propose_news, send_news
from balss.notices.services.news.deciding import TAKEN_BACK_WITHIN
from balss.notices.services.own import PAGE
from balss.participation.models import Opportunity, Process
from balss.participation.services import contributions as said
from balss.participation.services.contributions import Said, Speaker
from balss.people.models import Account
from balss.people.queries import actor_of, actor_who_can
from balss.people.services.demo import (
    MUNICIPALITY_HEAD,
    MUNICIPALITY_OFFICIAL,
    PASSWORD,
    RESIDENT,
    make_demo_neighbours,
)
from balss.people.services.roles import grant_role
from balss.places.models import Institution
from balss.shared.permissions import SYSTEM, Actor, Role
from tests.journeys.stage_participation import PROCESS, ask

ASKED = UUID("00000000-0000-4000-8000-000000000009")
SAID = ("Estrādei vajag jumtu.", "Estrādei vajag soliņus.")
ADMINISTRATOR = "uztur@balss.example"  # runs the installation
THING = ("places.institution", "ogres-novada-pasvaldiba")
SECRETS = {"listed": "a" * 32, "follows": "b" * 32, "paused": "c" * 32, "leaves": "d" * 32}
OF_ACCOUNTS = {"seko": "e" * 32, "beidz": "f" * 32}  # by the name of the account

# What letters lead to, at addresses that do not change: `SECRET_KEY` is the same on every developer's machine.
LEAVE_LIST = f"/zinas/saraksti/atteikties/{LEAVING.sign(SECRETS['listed'])}/"
OWN = f"/zinas/sekot/mani/{PAGE.sign(SECRETS['follows'])}/"
OWN_PAUSED = f"/zinas/sekot/mani/{PAGE.sign(SECRETS['paused'])}/"
CONFIRM = f"/zinas/sekot/apstiprinat/{confirmation_of('jauns@example.lv', [THING], Wishes())}/"
LEFT_ALL = f"/zinas/sekot/atteikties/{PAGE.sign('0' * 32)}/"  # opens nothing any more
LEAVE_ALL_BY_ACCOUNT, STOP, LEAVE = (
    f"/zinas/sekot/atteikties/{PAGE.sign(each)}/" for each in (*OF_ACCOUNTS.values(), SECRETS["leaves"])
)
LEAVE_ALL = f"/zinas/sekot/atteikties/{PAGE.sign(SECRETS['follows'])}/"


def make_notices(*, now: datetime) -> None:
    noon = (now - timedelta(days=5)).replace(hour=10, minute=0)
    _run_the_installation(now)
    _keep_lists(noon, now)
    _follow(now)
    _fail(now)
    _ask(now)


def _run_the_installation(now: datetime) -> None:
    account = make_demo_neighbours({"uztur": "Uldis Upe"})["uztur"]
    Account.objects.filter(pk=account.pk).update(password=make_password(PASSWORD))
    grant_role(account=account, role=Role.ADMINISTRATOR, institution=None, by=SYSTEM, now=now)


def _official(email: str, body: Institution, now: datetime) -> Actor:
    by = actor_who_can(Account.objects.get(email=email), "notices.keep_lists", body, now)
    assert by is not None
    return by


def _keep_lists(noon: datetime, now: datetime) -> None:
    """One list that knows of itself for five days, with news; another that a file waits for."""
    body = Institution.objects.get(code="OGRES_NOVADS")
    author, colleague = (_official(each.email, body, now) for each in (MUNICIPALITY_OFFICIAL, MUNICIPALITY_HEAD))
    ground = "Pašvaldību likuma 52. pants: pašvaldība nodrošina sabiedrības informēšanu par savu darbu."
    clients = Wording("Dzīvojamo māju vecākie", "clients", "public_task", ground)
    listed = make_list(institution=body, wording=clients, by=author, now=noon)
    addresses = "\n".join(f"majas{number}@example.lv" for number in range(12))
    read_contacts(address_list=listed, file=_csv(addresses), by=author, now=noon)
    take_contacts(address_list=listed, read_at=noon, by=author, now=noon)
    tell_contacts(now=noon)
    _sent(LISTED, noon)
    Contact.objects.filter(email="majas0@example.lv").update(secret=SECRETS["listed"])
    partners = Wording(
        "Biedrības", "partners", "consent", "Biedrības pašas lūdza sūtīt ziņas.", "Veidlapā domes vestibilā, 2026"
    )
    waiting = make_list(institution=body, wording=partners, by=author, now=noon)
    read_contacts(address_list=waiting, file=_csv("biedriba@example.lv\nkoris@example.lv"), by=author, now=now)
    text = "Sākam **būvēt** gājēju taku.\n\n- darbi sākas 1. martā\n- iela paliek atvērta"
    sent = draft_news(institution=body, draft=Draft("Taka gar upi", text, True, [listed]), by=author, now=noon)
    propose_news(news=sent, by=author, now=noon)
    day = now.replace(hour=10, minute=0) - timedelta(days=1)
    approve_news(news=sent, version=1, by=colleague, now=day)
    note_told()
    send_news(now=day + TAKEN_BACK_WITHIN)
    proposed = draft_news(institution=body, draft=Draft("Ziemas sezona", text, True, [listed]), by=author, now=now)
    propose_news(news=proposed, by=author, now=now)
    draft_news(institution=body, draft=Draft("Iedzīvotāju sapulce", text, True), by=author, now=now)


def _csv(addresses: str) -> BytesIO:
    return BytesIO(f"epasts\n{addresses}".encode())


def _sent(kind: str, at: datetime) -> None:
    """As if the mail server had taken them."""
    Notice.objects.filter(kind=kind).update(state=NoticeState.SENT, finished_at=at)
    note_told()


def _follow(now: datetime) -> None:
    for name in ("follows", "paused", "leaves"):
        follower = following.confirm(asked=Asked(f"{name}@example.lv", [THING], Wishes()), now=now)
        Follower.objects.filter(pk=follower.pk).update(secret=SECRETS[name])
    for name, account in make_demo_neighbours({name: name.title() for name in OF_ACCOUNTS}).items():
        Account.objects.filter(pk=account.pk).update(password=make_password(PASSWORD))
        made = following.follow(account=account, things=[THING], by=actor_of(account), now=now)
        Follower.objects.filter(pk=made.pk).update(secret=OF_ACCOUNTS[name])
    Follower.objects.filter(email="paused@example.lv").update(paused_at=now)
    Pause.objects.create(email="paused@example.lv", reason="hard", paused_at=now)


def _fail(now: datetime) -> None:
    """Letters given up, and what came back."""
    refused = "550 5.1.1 <…>: Recipient address rejected: User unknown in virtual mailbox table"
    for number, (words, status, outcome) in enumerate(
        [(refused, "5.1.1", Outcome.HARD), ("452 4.2.2 Mailbox full", "4.2.2", Outcome.SOFT)]
    ):
        notice = Notice.objects.create(
            kind="notices.digest", to=f"adresats{number}@example.lv", language="lv", subject="Trīs jaunumi", text="…",
            created_at=now - timedelta(days=3), next_try_at=now, state=NoticeState.FAILED,
            finished_at=now - timedelta(hours=number), attempts=11, last_error=words,
        )  # fmt: skip
        Return.objects.create(
            received_at=now - timedelta(hours=number), digest=f"{number:064}", outcome=outcome, notice=notice,
            email=notice.to, status=status, said=words, size=2_345,
        )  # fmt: skip
    for number, outcome in enumerate(
        (Outcome.COMPLAINT, Outcome.AUTOMATIC, Outcome.UNKNOWN, Outcome.TOO_LARGE), start=2
    ):
        Return.objects.create(
            received_at=now - timedelta(hours=number), digest=f"{number:064}", outcome=outcome, size=999
        )


def _ask(now: datetime) -> None:
    """A question to which a resident, who may agree to the official e-address, has said two things."""
    switch_on(now=now)
    asked = ask(Process.objects.get(slug=PROCESS), "Kāda estrāde vajadzīga?", now=now)
    Opportunity.objects.filter(pk=asked.pk).update(public_id=ASKED)
    resident = Account.objects.get(email=RESIDENT.email)
    for text in SAID:
        said.contribute(
            consultation=asked.consultation, submission_key=uuid4(), said=Said(text), speaker=Speaker("Anna Ozola"),
            by=actor_of(resident), now=now - timedelta(days=2),
        )  # fmt: skip
