"""An institution's news: what waits, and whom it reached, in counts. Nobody learns who read it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from balss.notices.models import News, NewsCopy, Notice, NoticeState
from balss.places.models import Institution
from balss.shared.permissions import Actor


@dataclass(frozen=True)
class Reached:
    """Letters of one news by what became of them; `drawn_back`: their addresses left before they went. `left`: who
    left by its letter."""

    letters: int
    sent: int
    waiting: int
    held: int
    failed: int
    left: int

    @property
    def drawn_back(self) -> int:
        return self.letters - self.sent - self.waiting - self.held - self.failed


def reached_by(news: News) -> Reached:
    copies = NewsCopy.objects.filter(news=news)
    counted = Notice.objects.filter(dedupe_digest__in=copies.values("letter_digest")).aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in NoticeState}
    )
    return Reached(letters=copies.count(), left=news.left.count(), **counted)


def news_of(institution: Institution) -> "QuerySet[News]":
    """The last changed first."""
    return News.objects.filter(institution=institution).order_by("-changed_at", "-id")


def waiting_for(actor: Actor, institution_id: int) -> int:
    """News that colleagues have proposed and this official may approve."""
    proposed = News.objects.filter(institution=institution_id, state=News.State.PROPOSED)
    return proposed.exclude(author=actor.public_id).count()
