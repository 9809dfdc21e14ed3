"""What the outbox does by itself: delivers what a worker missed, and forgets whom it wrote to."""

from datetime import datetime, timedelta

from django.db.models import Q

from balss.notices.models import Dispatch, Notice
from balss.notices.services import deliver_due, send_due, successions
from balss.notices.services.lists import tell_contacts
from balss.notices.services.news import send_news
from balss.notices.services.official.dispatching import ask_states, hand_over_due
from balss.notices.services.post import Post

ADDRESS_KEPT = timedelta(days=30)  # long enough to answer “I never got it”
ROW_KEPT = timedelta(days=730)  # long enough that no reminder with a dedupe key can come again


def deliver(_due_at: datetime) -> None:
    """Deliver what is due: new letters whose worker died, and those to be tried again."""
    with Post() as post:
        while deliver_due(post=post).more:
            pass


def tell_followers(due_at: datetime) -> None:
    """Write the letters of those who follow what happened, or what ends soon."""
    send_due(now=due_at)


def tell_of_successions(due_at: datetime) -> None:
    """Tell followers of institutions, places and topics that ended or became a part of another."""
    successions.tell_of_successions(now=due_at)


def tell_listed(due_at: datetime) -> None:
    """Tell those whose addresses were put on a list of an institution."""
    while tell_contacts(now=due_at):
        pass


def send_approved(due_at: datetime) -> None:
    """Send the news that a second person approved."""
    send_news(now=due_at)


def erase(due_at: datetime) -> None:
    """Erase the address and the words of letters finished long ago, and after two years the rows."""
    finished = Notice.objects.filter(finished_at__lte=due_at - ADDRESS_KEPT, erased_at=None)
    finished.update(to="", subject="", text="", html="", leave_path="", last_error="", erased_at=due_at)
    Notice.objects.filter(finished_at__lte=due_at - ROW_KEPT).delete()
    erase_official(due_at)


def erase_official(due_at: datetime) -> None:
    """The same for messages to official e-addresses, from when the gateway took them; consents follow by holding."""
    done = Q(finished_at__lte=due_at - ADDRESS_KEPT) | Q(handed_at__lte=due_at - ADDRESS_KEPT)
    Dispatch.objects.filter(done, erased_at=None).update(subject="", text="", email="", leave_path="", erased_at=due_at)
    gone = Q(finished_at__lte=due_at - ROW_KEPT) | Q(handed_at__lte=due_at - ROW_KEPT)
    Dispatch.objects.filter(gone).delete()


def hand_over(due_at: datetime) -> None:
    """Hand messages to the gateways of the official e-address."""
    hand_over_due(now=due_at)


def ask_gateways(due_at: datetime) -> None:
    """Ask what became of them."""
    ask_states(now=due_at)
