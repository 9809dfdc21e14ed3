"""Sending approved news: followers find it in their letters, as often as they want these; lists get it by letter.

An address gets it once: who follows the institution and stands on its lists is told as a follower, who stands on two
lists by one letter. At night and during a stop for everything nothing is even written.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from balss.ledger.services import record
from balss.notices.models import Contact, Follower, News, NewsCopy, Rhythm
from balss.notices.queries.bulk import bulk_waits
from balss.notices.services.happenings import INSTITUTION, happened
from balss.notices.services.lists.leaving import NEWS, locked_lists
from balss.notices.services.lists.telling import leave_path, note_told
from balss.notices.services.news.drafting import State
from balss.notices.services.outbox import STEP, Message, letter_digest, send_all
from balss.shared.markdown import render_markdown
from balss.shared.permissions import SYSTEM

TOLD_BEFORE = timedelta(hours=72)  # who was told of the list later than this gets nothing yet


def send_news(*, now: datetime) -> int:
    """Send what has been approved and is due; answers how many. Each in a transaction of its own."""
    if bulk_waits(now):
        return 0
    note_told()
    due = News.objects.filter(state=State.APPROVED, leaves_at__lte=now).order_by("leaves_at", "pk")
    return sum(_send(pk, now) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _send(pk: int, now: datetime) -> bool:
    news = News.objects.select_for_update(of=("self",)).select_related("institution").get(pk=pk)
    if news.state != State.APPROVED:  # another worker was quicker, or it was taken back
        return False
    locked_lists(news.institution)
    followers = followers_told(news)
    chosen = by_letter(news, followers, now)
    copies = [NewsCopy(news=news, letter_digest=letter_digest(NEWS, each.email, str(news.pk))) for each in chosen]
    NewsCopy.objects.bulk_create(copies, batch_size=STEP)
    send_all(kind=NEWS, messages=_messages(news, chosen, now), now=now)
    news.state, news.sent_at, news.followers = State.SENT, now, followers.count()
    news.save(update_fields=["state", "sent_at", "followers"])
    if news.to_followers:
        _announce(news, now)
    content = {"institution": news.institution.slug, "title": news.title, "letters": len(chosen)}
    record(action="notices.news_sent", subject=news, by=SYSTEM, now=now, content=content)
    return True


def reachable(news: News, now: datetime) -> "QuerySet[Contact]":
    """Those on its lists who have known of it for three days."""
    chosen = Contact.objects.filter(address_list__in=news.lists.all(), told_at__lte=now - TOLD_BEFORE)
    return chosen.select_related("address_list").order_by("email", "pk")


def followers_told(news: News) -> "QuerySet[Follower]":
    """Who follows the institution and wants to be told of more than deadlines; nobody where it is for lists alone."""
    if not news.to_followers:
        return Follower.objects.none()
    following = Follower.objects.filter(subscriptions__kind=INSTITUTION, subscriptions__key=news.institution.slug)
    return following.filter(paused_at=None).exclude(rhythm=Rhythm.DEADLINES)


def by_letter(news: News, followers: "QuerySet[Follower]", now: datetime) -> list[Contact]:
    """One contact for each address that does not find it in its letters as a follower."""
    told = {each.address.lower() for each in followers.select_related("account")}
    by_address: dict[str, Contact] = {}
    for contact in reachable(news, now):
        if contact.email not in told:
            by_address.setdefault(contact.email, contact)
    return list(by_address.values())


def _messages(news: News, chosen: list[Contact], now: datetime) -> Iterator[Message]:
    contexts = {language: letter_context(news, language, now) for language in news.languages}
    for contact in chosen:
        language = news.language_for(contact.language)
        path = leave_path(contact, news)
        personal = {"leave": path, "list": contact.address_list.title}
        yield Message(
            contact.email, language, contexts[language], dedupe_key=str(news.pk), leave_path=path, personal=personal
        )  # fmt: skip


def letter_context(news: News, language: str, now: datetime) -> dict[str, Any]:
    """What all letters of this news in a language have in common."""
    with translation.override(language):
        name = str(news.institution.name_on(timezone.localdate(now)))
    title, text = news.words_in(language)
    return {"institution": name, "title": title, "text": text, "html": render_markdown(text)}


def _announce(news: News, now: datetime) -> None:
    with translation.override("lv"):
        address = reverse("notices:institution_news", args=[news.pk])
    happened(
        NEWS, about=(INSTITUTION, news.institution.slug), address=address, now=now, institutions=[news.institution],
        title={language: news.words_in(language)[0] for language in news.languages},
    )  # fmt: skip
