"""An answer may point to an event as what changed because of a voice."""

from balss.events import services
from balss.events.models import Event
from balss.shared.change_targets import change_targets
from tests.events.conftest import NOW


def offered(institution):
    return [target.id for target in change_targets["events.event"].offer(institution.pk)]


def test_event_of_the_institution_is_offered_newest_first_and_found(make_event, ministry, other_ministry, close):
    event = make_event(title="Rīcības plāna darbnīca")
    held = make_event(title="Agrāka")
    close(held)
    target = change_targets["events.event"].find(str(event.pk))

    assert offered(ministry) == [str(held.pk), str(event.pk)]
    assert offered(other_ministry) == []
    assert (target.label, target.address) == (
        "Rīcības plāna darbnīca, 2026. gada 20. maijs", f"/notikumi/{event.slug}/",
    )  # fmt: skip


def test_draft_and_cancelled_event_are_not_offered_and_not_found(draft, make_event, ministry, anna):
    cancelled = services.cancel_event(event=make_event(), reason="Slims lektors.", by=anna.actor, now=NOW)

    assert offered(ministry) == []
    found = [change_targets["events.event"].find(key) for key in (str(draft.pk), str(cancelled.pk), "0", "x")]
    assert (found, Event.objects.count()) == ([None] * 4, 2)
