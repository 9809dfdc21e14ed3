"""The letter as it would go out now, and how many it would reach."""

from dataclasses import dataclass
from datetime import datetime

from balss.notices.models import Contact, News
from balss.notices.services.composing import Words, render
from balss.notices.services.lists.leaving import NEWS
from balss.notices.services.lists.telling import LANGUAGE
from balss.notices.services.news.sending import TOLD_BEFORE, by_letter, followers_told, letter_context
from balss.shared.markdown import render_markdown
from balss.shared.notice_kinds import notice_kinds


@dataclass(frozen=True)
class Preview:
    """`html` is what the text looks like; `too_new`: addresses that have not known of the list for three days."""

    words: Words
    html: str
    followers: int
    letters: int
    too_new: int


def preview_of(news: News, now: datetime) -> Preview:
    """For a reader on its first list; the link in it leads nowhere."""
    first = news.lists.first()
    personal = {"leave": "/zinas/saraksti/atteikties/…/", "list": first.title if first else "…"}
    words = render(notice_kinds[NEWS], LANGUAGE, letter_context(news, now) | personal)
    followers = followers_told(news)
    listed = Contact.objects.filter(address_list__in=news.lists.all(), taken_at__isnull=False)
    return Preview(
        words=words,
        html=render_markdown(news.text),
        followers=followers.count(),
        letters=len(by_letter(news, followers, now)),
        too_new=listed.exclude(told_at__lte=now - TOLD_BEFORE).count(),
    )
