"""What people say: contributions with their history, attachments and support, and campaigns of alike texts."""

import secrets
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.participation.models.consultations import Consultation
from balss.participation.models.responses import Response
from balss.people.models import Person
from balss.places.models import Audience, Territory
from balss.shared.models import StoredFile

RECEIPT_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read as something else


def new_receipt() -> str:
    """Ten letters in two groups: found again by hand, and no sequence that would make writers wait."""
    letters = "".join(secrets.choice(RECEIPT_LETTERS) for _position in range(10))
    return f"{letters[:5]}-{letters[5:]}"


class Channel(models.TextChoices):
    """How a contribution came."""

    ONLINE = "online", pgettext_lazy("channel", "online")
    PAPER = "paper", pgettext_lazy("channel", "on paper")
    MEETING = "meeting", pgettext_lazy("channel", "at a meeting")
    SPOKEN = "spoken", pgettext_lazy("channel", "spoken and read back")
    EMAIL = "email", pgettext_lazy("channel", "by e-mail")
    E_ADDRESS = "e_address", pgettext_lazy("channel", "by official e-address")


class Campaign(models.Model):
    """Contributions of one consultation with nearly the same text; each keeps its own. Holds no personal data."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="campaigns")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["consultation_id", "id"]

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.pk}"


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def public(self) -> Self:
        """What has a place on the page, because it was shown once or its removal is: it keeps its place, and what was
        replied to it stays. What was removed, taken back, or changed and waits to be read again, loses its words."""
        return self.filter(published_at__isnull=False)

    def counted(self) -> Self:
        """What was said and stands."""
        return self.filter(state=Contribution.State.PUBLISHED)

    def asking(self) -> Self:
        """What asks for an answer: published top-level contributions, and published replies marked as proposals."""
        return self.counted().filter(Q(parent=None) | Q(is_proposal=True))

    def unanswered(self) -> Self:
        return self.asking().exclude(response__state=Response.State.PUBLISHED)


class Contribution(models.Model):
    """What somebody said in a consultation, or replied to what another said.

    draft → (a guest's: unconfirmed →) published, or held first where it is read before; from there removed with a
    statement of reasons, held as spam, or withdrawn by its author. `root` is the contribution that a thread begins
    with. `submission_key` comes with the form: the same form sent twice is one contribution. A contribution entered by
    staff says through which channel it came and who entered it. Changed by `services.contributions` and
    `services.moderation`; holds personal data: the person, the names, the address, the words.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("contribution", "draft")
        UNCONFIRMED = "unconfirmed", pgettext_lazy("contribution", "address not confirmed")
        HELD = "held", pgettext_lazy("contribution", "waiting to be read")
        PUBLISHED = "published", pgettext_lazy("contribution", "published")
        REMOVED = "removed", pgettext_lazy("contribution", "removed")
        SPAM = "spam", pgettext_lazy("contribution", "held as spam")
        WITHDRAWN = "withdrawn", pgettext_lazy("contribution", "withdrawn by its author")

    class Kind(models.TextChoices):
        OPINION = "opinion", pgettext_lazy("contribution", "opinion")
        PROPOSAL = "proposal", pgettext_lazy("contribution", "proposal")
        OBJECTION = "objection", pgettext_lazy("contribution", "objection")
        QUESTION = "question", pgettext_lazy("contribution", "question")

    class Shown(models.TextChoices):
        NAME = "name", _("with my name")
        INITIALS = "initials", _("with my initials only")

    class AgeBand(models.TextChoices):
        UNDER_16 = "-15", _("under 16")
        YOUNG = "16-25", "16–25"
        ADULT = "26-44", "26–44"
        MIDDLE = "45-64", "45–64"
        SENIOR = "65-", _("65 or older")

    receipt = models.CharField(_("receipt number"), max_length=11, unique=True, default=new_receipt, editable=False)
    submission_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="contributions")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    root = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="thread")
    kind = models.CharField(pgettext_lazy("contribution", "what it is"), max_length=10, choices=Kind.choices)
    is_proposal = models.BooleanField(_("I propose something and ask for an answer"), default=False)  # of a reply
    state = models.CharField(max_length=11, choices=State.choices, default=State.DRAFT)
    text = models.TextField(pgettext_lazy("contribution", "what you want to say"))  # Markdown
    language = models.CharField(max_length=12, default="lv")
    version = models.PositiveIntegerField(default=1)

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )  # None: a guest, or entered for somebody who has no account
    shown = models.CharField(_("how your name is shown"), max_length=8, choices=Shown.choices, default=Shown.INITIALS)
    name = models.CharField(_("name"), max_length=150, blank=True)  # as given; public only as `shown` says
    email = models.EmailField(_("e-mail address"), blank=True)  # of a guest, or given for the answer
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)  # public
    registration_number = models.CharField(_("registration number"), max_length=11, blank=True)  # public
    territory = models.ForeignKey(
        Territory, verbose_name=_("where you live"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand.choices, blank=True)
    audience = models.ForeignKey(
        Audience, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    channel = models.CharField(_("channel"), max_length=9, choices=Channel.choices, default=Channel.ONLINE)
    entered_by = models.CharField(max_length=20, blank=True)  # people.Account.public_id of staff
    original = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    received_date = models.DateField(_("received on"), null=True, blank=True)  # of what came otherwise than online
    votes_for_elsewhere = models.PositiveIntegerField(null=True, editable=False)  # of what was imported: as counted
    votes_against_elsewhere = models.PositiveIntegerField(null=True, editable=False)  # there, and no support of ours

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    fingerprint = models.BinaryField(default=b"", editable=False)  # of the text, see core.text.similar
    campaign = models.ForeignKey(
        Campaign, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    response = models.ForeignKey(
        Response, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    assigned_to = models.CharField(max_length=20, blank=True)  # people.Account.public_id of an official

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["published_at", "id"]
        indexes = [
            models.Index(fields=["consultation", "state", "parent", "published_at"]),
            models.Index(fields=["root", "state"]),
            models.Index(fields=["person", "state"]),
            models.Index(fields=["email"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None, root=None) | Q(parent__isnull=False, root__isnull=False),
                name="contribution_reply_has_a_root",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="contribution_not_its_own_reply"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None) | Q(~Q(state="draft"), submitted_at__isnull=False),
                name="contribution_submitted_with_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="contribution_published_with_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["draft", "unconfirmed"]) | Q(published_at=None),
                name="contribution_placed_once_it_counts",
            ),
            models.CheckConstraint(
                condition=Q(channel="online", entered_by="") | Q(~Q(channel="online"), ~Q(entered_by="")),
                name="contribution_entered_by_somebody",
            ),
            models.CheckConstraint(condition=Q(is_proposal=False) | ~Q(parent=None), name="contribution_marked_reply"),
        ]

    def __str__(self) -> str:
        return self.receipt


class ContributionVersion(models.Model):
    """The words of a contribution before they were changed. Holds personal data: the words."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(_("text"))
    replaced_at = models.DateTimeField(_("replaced"))

    class Meta:
        ordering = ["contribution_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["contribution", "number"], name="contribution_version_once")]

    def __str__(self) -> str:
        return f"{self.contribution_id}/{self.number}"


class Attachment(models.Model):
    """A file that belongs to a contribution, public with it. Holds personal data: what the file says."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="attachments")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["contribution_id", "id"]

    def __str__(self) -> str:
        return f"{self.contribution_id}: {self.file_id}"


class Support(models.Model):
    """That a person supports a contribution, once. Holds personal data: who."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    given_at = models.DateTimeField(_("given"))

    class Meta:
        ordering = ["contribution_id", "id"]
        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="support_once")]

    def __str__(self) -> str:
        return str(self.contribution_id)


class BurdenIdea(models.Model):
    """What an idea against bureaucratic burden wants changed, and what it saves: before and after. No personal data."""

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="burden_idea"
    )
    change = models.TextField(_("what should change"))
    before = models.TextField(_("how it is now"))
    after = models.TextField(_("how it would be"))
    minutes_before = models.PositiveIntegerField(_("minutes now"), null=True, blank=True)
    minutes_after = models.PositiveIntegerField(_("minutes then"), null=True, blank=True)
    steps_before = models.PositiveSmallIntegerField(_("steps now"), null=True, blank=True)
    steps_after = models.PositiveSmallIntegerField(_("steps then"), null=True, blank=True)

    class Meta:
        ordering = ["contribution_id"]

    def __str__(self) -> str:
        return str(self.contribution_id)
