"""Published versions, never changed: triggers refuse it (`append_only`)."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from balss.core.provisions import Clause, Kind
from balss.drafts.models.drafts import Draft


class Version(models.Model):
    """One published version of a draft; what it changed and why is in `note`, which the first has none of."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()  # from 1
    note = models.TextField(blank=True)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["draft_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="version_once"),
            models.CheckConstraint(name="version_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="later_version_says_why", condition=Q(number=1) | ~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("drafts:version", args=[self.draft.slug, self.number])


class Provision(models.Model):
    """A provision of a draft through all its versions. `serial` names it in addresses, whatever number it bears."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="provisions")
    serial = models.PositiveIntegerField()  # from 1, in the order in which they first came

    class Meta:
        ordering = ["draft_id", "serial"]
        constraints = [models.UniqueConstraint(fields=["draft", "serial"], name="provision_serial_once")]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.serial}"


class WordingQuerySet(models.QuerySet["Wording"]):
    def newest(self) -> Self:
        """Of the newest version of each draft; with what went in it."""
        return self.filter(version__number=F("version__draft__newest"))

    def standing(self) -> Self:
        return self.exclude(change=Wording.Change.GONE)


class Wording(models.Model):
    """The words of a provision in one version, and what that version did to it.

    One row for each provision of a version, and one without words for each that went. `mark` is the number with what it
    belongs to, as `core.provisions.Clause` has it. The texts are an institution's and no personal data.
    """

    class Change(models.TextChoices):
        SAME = "same", pgettext_lazy("provision", "unchanged")
        NEW = "new", pgettext_lazy("provision", "new")
        WORDS = "words", pgettext_lazy("provision", "changed")
        MOVED = "moved", pgettext_lazy("provision", "moved")
        BOTH = "both", pgettext_lazy("provision", "changed and moved")
        GONE = "gone", pgettext_lazy("provision", "deleted")

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="wordings")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="wordings")
    place = models.PositiveIntegerField(null=True)  # from 1; None: it went
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    number = models.CharField(max_length=40, blank=True)
    mark = models.CharField(max_length=120)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    change = models.CharField(max_length=5, choices=Change.choices)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["version_id", F("place").asc(nulls_last=True), "provision_id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "provision"], name="wording_once"),
            models.UniqueConstraint(fields=["version", "place"], name="wording_placed_once"),
            models.CheckConstraint(
                name="gone_wording_has_no_words",
                condition=Q(~Q(change="gone"), place__isnull=False) | Q(change="gone", place=None, heading="", text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.mark}"

    @property
    def clause(self) -> Clause:
        return Clause(Kind(self.kind), self.number, self.mark, self.heading, self.text)

    @property
    def is_gone(self) -> bool:
        return self.change == self.Change.GONE

    @property
    def is_in_contents(self) -> bool:
        """Whether it is a title by which people find their way."""
        return self.kind in (Kind.CHAPTER, Kind.APPENDIX) or (self.kind == Kind.ARTICLE and bool(self.heading))

    @property
    def shown_number(self) -> str:
        """As it stands before the words: “5.1.”, “3. pants.”, “(2)”, “II”."""
        clause = self.clause
        if self.kind == Kind.PART:
            return f"({self.number})"
        if self.kind == Kind.POINT:
            return f"{self.number}." if self.number[-1:].isdecimal() else self.number
        return name_of(clause) if self.number else ""

    @property
    def depth(self) -> int:
        return self.clause.depth

    @property
    def name(self) -> str:
        """As people refer to it, in the language being read: “5.1. apakšpunkts”."""
        return name_of(self.clause)


def name_of(clause: Clause) -> str:
    """“5. punkts”, “5.1. apakšpunkts”, “3. pants”, “3. panta 2. daļa”, “II nodaļa”; within an appendix, with it."""
    mark = clause.mark.partition("~")[0]
    said = _own_name(clause, mark)
    if mark.startswith("pielikums") and clause.kind != Kind.APPENDIX:
        if not (appendix := mark.partition("/")[0].partition("-")[2]):
            return _("%(what)s of the appendix") % {"what": said}
        return _("%(what)s of appendix %(number)s") % {"what": said, "number": _counted(appendix)}
    return said


def _own_name(clause: Clause, mark: str) -> str:
    article = mark.rpartition("/")[0].partition("pants-")[2]
    words = {"number": _counted(clause.number), "article": _counted(article)}
    if clause.kind == Kind.CHAPTER:
        return _("Chapter %(number)s") % {"number": clause.number} if clause.number else clause.heading
    if clause.kind == Kind.APPENDIX:
        return _("Appendix %(number)s") % words if clause.number else pgettext("provision", "Appendix")
    if clause.kind == Kind.POINT:
        return (_("Subpoint %(number)s") if clause.depth else _("Point %(number)s")) % words
    return {
        Kind.PREAMBLE: pgettext("provision", "Introduction"),
        Kind.ARTICLE: _("Article %(number)s") % words,
        Kind.PART: _("Article %(article)s, part %(number)s") % words,
        Kind.SIGNATURE: pgettext("provision", "Signature"),
        Kind.PASSAGE: pgettext("provision", "Passage without a number"),
    }[clause.kind]


def _counted(number: str) -> str:
    """“5” is “5.” in Latvian; “5.¹” is whole as it is, in every language."""
    return f"{number}." if get_language() == "lv" and number[-1:].isdecimal() else number
