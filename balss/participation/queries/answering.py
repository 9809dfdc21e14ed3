"""What waits for an answer, and what an official may answer together."""

from django.db.models import Count, QuerySet

from balss.participation.models import Consultation, Contribution, Response

SHOWN = 100  # rows on a page of the workplace


def asking_of(consultation: Consultation, *, show: str, mine: str = "") -> QuerySet[Contribution]:
    """Contributions that ask for an answer, narrowed: “unanswered”, “mine” (assigned to the public name), “drafts”,
    “answered” or “all”; those of one campaign together, the oldest first."""
    asking = Contribution.objects.filter(consultation=consultation).asking()
    if show == "unanswered":
        asking = asking.filter(response=None)
    elif show == "mine":
        asking = asking.filter(assigned_to=mine).exclude(response__state=Response.State.PUBLISHED)
    elif show == "drafts":
        asking = asking.filter(response__state__in=[Response.State.DRAFT, Response.State.PROPOSED])
    elif show == "answered":
        asking = asking.filter(response__state=Response.State.PUBLISHED)
    return asking.select_related("response", "audience").order_by("campaign_id", "published_at", "id")


def counts_of(consultation: Consultation, *, mine: str) -> dict[str, int]:
    """How many each choice of `asking_of` would show."""
    return {
        show: asking_of(consultation, show=show, mine=mine).count()
        for show in ("unanswered", "mine", "drafts", "answered", "all")
    }


def responses_in_work(consultation: Consultation) -> QuerySet[Response]:
    """Drafts, proposals and corrections that wait for approval, with how many contributions each would answer."""
    pending = consultation.responses.exclude(state=Response.State.PUBLISHED, correction=None)
    return pending.annotate(size=Count("contributions")).order_by("state", "-updated_at", "-id")
