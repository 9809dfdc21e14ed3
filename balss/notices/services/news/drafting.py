"""Writing news: whoever works for the institution may change a draft."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balss.notices.models import AddressList, News
from balss.places.models import Institution
from balss.shared.permissions import Actor, require
from balss.shared.refusals import Refused

State = News.State


class NotInThatState(Refused):
    @property
    def message(self) -> str:
        return _("Meanwhile somebody has done something else with this news. Look at how it stands now.")


class ChangedMeanwhile(Refused):
    @property
    def message(self) -> str:
        return _("Somebody changed this news while you were writing. Your words stand below; compare, then save again.")


class HalfInEnglish(Refused):
    @property
    def message(self) -> str:
        return _("In English it needs both a title and a text, or neither.")


class ToNobody(Refused):
    @property
    def message(self) -> str:
        return _("Choose to whom it goes: followers, a list, or both.")


@dataclass(frozen=True)
class Draft:
    """What is read, and to whom it goes; texts are Markdown. In English too where it has both."""

    title: str
    text: str
    to_followers: bool = False
    lists: Collection[AddressList] = ()
    title_en: str = ""
    text_en: str = ""


@transaction.atomic
def draft_news(*, institution: Institution, draft: Draft, by: Actor, now: datetime) -> News:
    """Begin a draft. Raises NotAllowed, ToNobody, HalfInEnglish; ValueError for a list of another institution."""
    require(by, "notices.write_news", institution, now)
    news = News(institution=institution, version=0)
    _write(news, draft, by, now)
    return news


@transaction.atomic
def change_news(*, news: News, draft: Draft, version: int, by: Actor, now: datetime) -> News:
    """Change a draft; what waited for a second person is a draft again.

    Raises NotAllowed, NotInThatState, ChangedMeanwhile unless `version` is the one that was changed, ToNobody,
    HalfInEnglish.
    """
    held = locked(news, "notices.write_news", by, now, State.DRAFT, State.PROPOSED)
    if held.version != version:
        raise ChangedMeanwhile
    _write(held, draft, by, now)
    return held


@transaction.atomic
def discard_news(*, news: News, by: Actor, now: datetime) -> None:
    """Forget a draft. Raises NotAllowed, NotInThatState."""
    locked(news, "notices.write_news", by, now, State.DRAFT).delete()


def locked(news: News, action: str, by: Actor, now: datetime, *states: str) -> News:
    """The row, held until the transaction ends. Raises NotAllowed, NotInThatState."""
    held = News.objects.select_for_update(of=("self",)).select_related("institution").filter(pk=news.pk).first()
    if held is None:
        raise NotInThatState
    require(by, action, held, now)
    if held.state not in states:
        raise NotInThatState
    return held


def _write(news: News, draft: Draft, by: Actor, now: datetime) -> None:
    if any(each.institution_id != news.institution_id for each in draft.lists):
        raise ValueError("A list of another institution")
    if not draft.to_followers and not draft.lists:
        raise ToNobody
    if bool(draft.title_en.strip()) != bool(draft.text_en.strip()):
        raise HalfInEnglish
    news.title_en, news.text_en = draft.title_en.strip(), draft.text_en.strip()
    news.title, news.text, news.to_followers = draft.title, draft.text, draft.to_followers
    news.state, news.author, news.changed_at, news.version = State.DRAFT, by.public_id, now, news.version + 1
    news.save()
    news.lists.set(draft.lists)
