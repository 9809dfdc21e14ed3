"""Lists and news of institutions: who may keep, write, approve and leave; letters, deeds, jobs, and what is kept."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.notices import jobs
from balss.notices.models import AddressList, Contact, LeftAddress, News, NewsCopy
from balss.notices.services.lists import HeldLink
from balss.notices.services.lists.leaving import LISTED, NEWS, left_digest
from balss.notices.views.workplace.overview import account_note
from balss.people.queries import is_same_person, works_for
from balss.places.models import Institution
from balss.shared.deeds import Deed, deeds
from balss.shared.followables import HappeningKind, happening_kinds
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import Action, Actor, Scope, actions, scopes
from balss.shared.personal_data import Holding, Retention, Subject, holdings
from balss.shared.schedule import ScheduledJob
from balss.shared.schedule import jobs as scheduled
from balss.shared.shell import AccountNote, account_notes

PUBLIC_NAME = "a public name of an official's account, as in the ledger"


def _keeps(actor: Actor, institution: Institution, now: datetime) -> bool:
    return works_for(actor, institution, now)


def _writes(actor: Actor, of: Institution | News, now: datetime) -> bool:
    return works_for(actor, of.institution if isinstance(of, News) else of, now)


def _approves(actor: Actor, news: News, now: datetime) -> bool:
    """A second person of the institution; not a second account of who wrote it."""
    return works_for(actor, news.institution, now) and not is_same_person(actor, news.author)


def _left(subject: Subject) -> "QuerySet[LeftAddress]":
    institutions = AddressList.objects.values_list("institution", flat=True).distinct()
    digests = [left_digest(pk, email.lower()) for pk in institutions for email in subject.emails]
    return LeftAddress.objects.filter(digest__in=digests)


scopes.pin(Scope("notices", pgettext_lazy("scope of a role", "lists and news")))
account_notes.pin(AccountNote("lists", account_note, order=60))
actions.pin(
    Action("notices.keep_lists", "make, fill and remove lists of an own institution", _keeps),
    Action("notices.write_news", "write news of an own institution, hand it over, take it back", _writes),
    Action("notices.approve_news", "approve news that another person wrote", _approves),
    Action(
        "notices.leave_lists",
        "leave an institution's lists by the link that was sent",
        lambda actor, held, now: isinstance(held, HeldLink),
    ),
)
deeds.pin(
    Deed("notices.list_made", _("List of addresses made, with its ground")),
    Deed("notices.list_filled", _("Addresses put on a list, with their number")),
    Deed("notices.list_removed", _("List of addresses removed")),
    Deed("notices.news_approved", _("News of an institution approved by a second person")),
    Deed("notices.news_taken_back", _("Approved news taken back before it left")),
    Deed("notices.news_sent", _("News of an institution sent, with the number of letters")),
)
scheduled.pin(
    ScheduledJob(
        "notices.tell_contacts", "tell those who were put on a list", every=timedelta(minutes=1), run=jobs.tell_listed
    ),
    ScheduledJob("notices.send_news", "send news that is approved", every=timedelta(minutes=1), run=jobs.send_approved),
)
happening_kinds.pin(HappeningKind(NEWS, _("News of an institution")))
notice_kinds.pin(
    NoticeKind(
        LISTED, "an institution has put the address on its list", "notices/notices/listed",
        {"institution": "Satiksmes ministrija", "title": "Dzelzceļa lietotāji", "kind": "Klienti",
         "ground": "Piekrišana", "ground_words": "Pieteikšanās", "consent_given": "2026", "leave": "/x/"},
    ),
    NoticeKind(
        NEWS, "news of an institution, for those on its lists", "notices/notices/institution_news",
        {"institution": "Satiksmes ministrija", "title": "Jauns tilts", "text": "Sākam.", "html": "", "list": "Klienti",
         "leave": "/x/"},
    ),
)  # fmt: skip
holdings.pin(
    Holding(
        Contact,
        title=_("Lists of institutions that your address is on"),
        rows=lambda subject: Contact.objects.filter(email__in=[each.lower() for each in subject.emails]),
        exported=("address_list", "email", "language", "taken_at", "told_at"),
        deletes_rows=True,
        retention=Retention(
            "read_at",
            timedelta(days=2),
            _("Addresses from a file that nobody put in force are forgotten after %(days)d days."),
            where=Contact.WAITING,
            deletes_rows=True,
        ),
    ),
    Holding(
        LeftAddress,
        title=_("Institutions whose lists you have left"),
        rows=_left,
        exported=("institution", "left_at"),
        exempt=dict.fromkeys(
            ("id", "institution", "digest", "news", "left_at"),
            "a keyed hash that keeps the address off the lists for good; nobody can read the address from it",
        ),
    ),
    Holding.none(AddressList, reason=f"a list without its addresses; {PUBLIC_NAME}"),
    Holding.none(News, reason=f"an institution's own words; {PUBLIC_NAME}"),
    Holding.none(NewsCopy, reason="that a letter went out, by a keyed hash"),
)
