"""What an institution tells its followers and those on its lists, and the copies of it that went out."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.notices.models.lists import AddressList
from balss.places.models import Institution


class News(models.Model):
    """Written by one official, approved by another, sent once.

    *Draft*: changed by whoever works there. *Proposed*: waits for a second person. *Approved*: leaves at `leaves_at`,
    and can be taken back until then. *Sent*: never changes. `version` counts the changes of what is read. `author` is
    the public name of who changed it last. Public once sent, where it is for followers. In English too where it has
    both `title_en` and `text_en`.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of news", "Draft")
        PROPOSED = "proposed", pgettext_lazy("state of news", "Waits for a second person")
        APPROVED = "approved", pgettext_lazy("state of news", "Approved, about to leave")
        SENT = "sent", pgettext_lazy("state of news", "Sent")

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text"), max_length=10_000)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True, default="")
    text_en = models.TextField(_("text in English"), max_length=10_000, blank=True, default="")
    to_followers = models.BooleanField(_("to who follows the institution"), default=False)
    lists = models.ManyToManyField(AddressList, related_name="news", blank=True, verbose_name=_("lists"))
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.CharField(max_length=20)
    changed_at = models.DateTimeField()
    approved_by = models.CharField(max_length=20, blank=True, default="")
    leaves_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    followers = models.PositiveIntegerField(default=0)  # whom it concerned when it was sent

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="news_english_whole", condition=Q(title_en="", text_en="") | ~Q(title_en="") & ~Q(text_en="")
            ),
            models.CheckConstraint(
                name="news_approved_by_another",
                condition=Q(state__in=["draft", "proposed"], approved_by="", leaves_at=None)
                | Q(state__in=["approved", "sent"], leaves_at__isnull=False)
                & ~Q(approved_by="")
                & ~Q(approved_by=F("author")),
            ),
            models.CheckConstraint(
                name="news_sent_at_a_time",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
            ),
        ]
        indexes = [models.Index(fields=["leaves_at"], condition=Q(state="approved"), name="news_about_to_leave")]

    def __str__(self) -> str:
        return self.title

    @property
    def languages(self) -> list[str]:
        """Those in which it has words, Latvian first."""
        return ["lv", "en"] if self.title_en else ["lv"]

    def language_for(self, language: str) -> str:
        """In which language a reader of that language gets it: Latvian where there is nothing else."""
        return language if language in self.languages else "lv"

    def words_in(self, language: str) -> tuple[str, str]:
        """Title and text for a reader of that language."""
        return (self.title_en, self.text_en) if self.language_for(language) == "en" else (self.title, self.text)


class NewsCopy(models.Model):
    """One letter of news, by the keyed hash that its notice is recognised by; says nothing of whom it went to."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="copies")
    letter_digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"copy {self.pk}"
