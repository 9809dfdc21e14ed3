"""The letter as it would go out now, and how many it would reach."""

from dataclasses import dataclass
from datetime import datetime

from balss.notices.models import Contact, News
from balss.notices.services.composing import Words, render
from balss.notices.services.lists.leaving import NEWS
from balss.notices.services.news.sending import TOLD_BEFORE, by_letter, followers_told, letter_context
from balss.shared.markdown import render_markdown
from balss.shared.notice_kinds import notice_kinds


@dataclass(frozen=True)
class Shown:
    """The letter in a language, for a reader on the first list; `html` is what its text looks like."""

    language: str
    words: Words
    html: str


@dataclass(frozen=True)
class Preview:
    """`too_new`: addresses that have not known of the list for three days."""

    shown: list[Shown]
    followers: int
    letters: int
    too_new: int


def preview_of(news: News, now: datetime) -> Preview:
    """The links in its letters lead nowhere."""
    first = news.lists.first()
    personal = {"leave": "/zinas/saraksti/atteikties/…/", "list": first.title if first else "…"}
    followers = followers_told(news)
    listed = Contact.objects.filter(address_list__in=news.lists.all(), taken_at__isnull=False)
    return Preview(
        shown=[
            Shown(
                language,
                render(notice_kinds[NEWS], language, letter_context(news, language, now) | personal),
                render_markdown(news.words_in(language)[1]),
            )
            for language in news.languages
        ],
        followers=followers.count(),
        letters=len(by_letter(news, followers, now)),
        too_new=listed.exclude(told_at__lte=now - TOLD_BEFORE).count(),
    )
