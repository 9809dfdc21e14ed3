"""A box and how many ballots came into it on each day."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from balss.core.chain.canonical import read_json
from balss.core.chain.note import read_vkey
from balss.core.vote.paper import Paper, paper_from
from balss.core.vote.receipt import PublishedElection

# A right is given out until the last second, and its ballot arrives with the next request.
UNDER_WAY = timedelta(seconds=60)


class Channel(models.TextChoices):
    """How a right came to be used. The roll says it of a person, the box only of a day."""

    BROWSER = "browser"  # made in the voter's browser, which the service never sees
    SERVICE = "service"  # made by the service for a page without JavaScript, and forgotten
    DESK = "desk"  # on a desk's screen, with a right given for a document
    PAPER = "paper"  # on paper, read by two persons

    @property
    def way(self) -> str:
        """Where the voter's key was made, as a receipt says it."""
        return "browser" if self is Channel.BROWSER else "service"

    @property
    def words(self) -> str:
        """As tables name it."""
        return {
            Channel.BROWSER: _("On the internet"),
            Channel.SERVICE: _("On the internet, without scripts"),
            Channel.DESK: _("At a desk, on its screen"),
            Channel.PAPER: _("On paper"),
        }[self]


class BallotBox(models.Model):
    """The box of one election: its paper, whose rights it takes, and until when.

    States: *waiting* until `opens_at`, *open* until `closes_at`, then *closed*; *sealed* once `sealed_date` is set,
    when it takes nothing more and may be published; or *called off* since `called_off_date`, when it takes nothing
    more and nobody is ever told what lies in it. Made, prolonged, called off and sealed by services. `box_key` is the
    vkey that signs its heads. Holds no personal data.
    """

    election = models.UUIDField(primary_key=True, editable=False)
    paper = models.TextField()  # canonical JSON of core.vote.paper
    issuer = models.TextField()  # the issuer's public key, PEM
    box_key = models.CharField(max_length=300)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    sealed_date = models.DateField(null=True)
    called_off_date = models.DateField(null=True)
    shown_areas = models.JSONField(null=True)  # ids of areas whose ballots everybody gets; None: not decided yet
    head = models.TextField(blank=True)  # the signed head of the sealed box

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="box_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(sealed_date=None, head="") | (Q(sealed_date__isnull=False) & ~Q(head="")),
                name="sealed_box_has_its_head",
            ),
            models.CheckConstraint(
                condition=Q(sealed_date=None) | Q(called_off_date=None), name="box_sealed_or_called_off"
            ),
            models.CheckConstraint(
                condition=Q(shown_areas__isnull=True) | Q(sealed_date__isnull=False), name="box_shown_once_sealed"
            ),
        ]

    def __str__(self) -> str:
        return str(self.election)

    @cached_property
    def published(self) -> PublishedElection:
        """What everybody knows of the election before voting opens."""
        return PublishedElection(self.read_paper, self.issuer, read_vkey(self.box_key))

    @cached_property
    def read_paper(self) -> Paper:
        return paper_from(read_json(self.paper))

    @property
    def takes_ballots(self) -> bool:
        """While its time has not passed."""
        return self.sealed_date is None and self.called_off_date is None

    def is_open(self, now: datetime) -> bool:
        return self.takes_ballots and self.opens_at <= now < self.closes_at

    def takes_under_way(self, now: datetime) -> bool:
        """Whether a right given out before the closing may still be used for the first time."""
        return self.takes_paper(now) and now < self.closes_at + UNDER_WAY

    def takes_paper(self, now: datetime) -> bool:
        """Papers that were given in before the closing are read after it, until the box is sealed."""
        return self.takes_ballots and self.opens_at <= now


class DayCount(models.Model):
    """How many ballots were cast for the first time on a day through a channel. Numbers alone; no personal data."""

    pk = models.CompositePrimaryKey("box", "day", "channel")
    box = models.ForeignKey(BallotBox, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    cast = models.PositiveIntegerField()

    class Meta:
        ordering = ["box_id", "day", "channel"]

    def __str__(self) -> str:
        return f"{self.day} {self.channel}: {self.cast}"
