"""Following: whose page it is, what is kept of a follower, its letters, and the job that writes them."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from balss.notices import jobs
from balss.notices.models import Concern, FeedLink, Follower, Happening, Pointer, StoppedFollowing, Subscription
from balss.notices.services import successions
from balss.notices.services.following import Own
from balss.notices.services.own import RESUMED_WITHIN
from balss.notices.views.glance import institution_feed, institution_panel
from balss.shared import schedule
from balss.shared.followables import HappeningKind, happening_kinds
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.panels import InstitutionPanel, institution_panels
from balss.shared.permissions import Action, Actor, actions
from balss.shared.personal_data import Holding, Retention, holdings
from balss.shared.shell import ShellLink, footer_links, own_pages

PUBLIC = "public happenings, about no person"


def _holds(actor: Actor, own: Own, now: datetime) -> bool:
    """Whose it is: the account, or whoever has the link that was sent to the address."""
    return own.has_link or (own.follower.account_id is not None and own.follower.account_id == actor.account_id)


actions.pin(Action("notices.manage_following", "see and change what an address follows", _holds))
schedule.jobs.pin(
    schedule.ScheduledJob(
        "notices.tell_followers", "tell followers what happened and what ends soon", every=timedelta(minutes=1),
        run=jobs.tell_followers,
    ),
    schedule.ScheduledJob(
        "notices.tell_of_successions", "tell followers of what ended or became a part of another",
        every=timedelta(days=1), run=jobs.tell_of_successions,
    ),
)  # fmt: skip

LINKS = {"own": "/zinas/sekot/mani/a:b/", "leave": "/zinas/sekot/atteikties/a:b/"}
happening_kinds.pin(
    HappeningKind(successions.TAKEN_OVER, _("Institution taken over")),
    HappeningKind(successions.PARTLY, _("Part of an institution's work given over")),
    HappeningKind(successions.ENDED, _("Institution closed")),
    HappeningKind(successions.RENAMED, _("Institution renamed")),
    HappeningKind(successions.JOINED, _("Place joined to another")),
    HappeningKind(successions.MERGED, _("Topic merged")),
)
institution_panels.pin(InstitutionPanel("following", _("Follow"), 90, institution_panel, institution_feed))
footer_links.pin(ShellLink("following", _("Follow news"), "zinas/sekot/", order=15))
own_pages.pin(ShellLink("following", _("What I follow"), "zinas/sekot/mani/", order=30))
notice_kinds.pin(
    NoticeKind(
        "notices.confirm_following",
        "an address has to be confirmed before it is told anything",
        "notices/notices/confirm_following",
        {"names": ["Transport", "Ogre municipality"], "link": "a:b", "days": 7, "often": "once a day"},
    ),
    NoticeKind(
        "notices.digest",
        "what happened to what somebody follows",
        "notices/notices/digest",
        {"open": "\nShall it?\n", "came_of": "", "count": 2, "first": "x", "only_deadlines": False, **LINKS},
        is_official=True,  # by choice, through one institution
    ),
)
holdings.pin(
    Holding(
        Follower,
        title=_("What you follow"),
        rows=lambda subject: Follower.objects.filter(Q(account__in=subject.account_ids) | Q(email__in=subject.emails)),
        exported=("email", "language", "rhythm", "weekday", "created_at", "paused_at"),
        deletes_rows=True,
    ),
    Holding(
        Subscription,
        title=_("Things you follow"),
        rows=lambda subject: Subscription.objects.filter(
            Q(follower__account__in=subject.account_ids) | Q(follower__email__in=subject.emails)
        ),
        exported=("kind", "key", "created_at"),
        deletes_rows=True,
    ),
    Holding(
        FeedLink,
        title=_("Addresses at which programs read what you follow"),
        rows=lambda subject: FeedLink.objects.filter(
            Q(follower__account__in=subject.account_ids) | Q(follower__email__in=subject.emails)
        ),
        exported=("created_at",),
        deletes_rows=True,
    ),
    Holding(
        StoppedFollowing,
        title=_("What you followed until you stopped all letters"),
        rows=lambda subject: StoppedFollowing.objects.filter(account__in=subject.account_ids),
        exported=("kept", "stopped_at"),
        deletes_rows=True,
        retention=Retention(
            "stopped_at",
            RESUMED_WITHIN,
            _("What an account followed until it stopped all letters is forgotten after %(days)d days."),
            deletes_rows=True,
        ),
    ),
    Holding.none(Happening, reason=PUBLIC),
    Holding.none(Concern, reason=PUBLIC),
    Holding.none(Pointer, reason="how far letters were written, about nobody"),
)
