"""What of events is found by searching: all that are public, by the words of their pages. The key is the slug."""

from collections.abc import Collection, Iterator

from django.utils import timezone

from balss.events.models import Event, State
from balss.events.queries.showing import for_page
from balss.shared.search_documents import SearchDocument


def event_keys() -> Iterator[str]:
    return Event.objects.public().values_list("slug", flat=True).iterator()


def found_events(keys: Collection[str]) -> Iterator[SearchDocument]:
    for event in for_page(Event.objects.public().filter(slug__in=keys)):
        english = event.translations.get("en", {})
        texts = {event.language: "\n".join(filter(None, _texts(event))), "en": english.get("summary", "")}
        titles = {event.language: event.title, "en": english.get("title", "")}
        yield SearchDocument(
            event.slug,
            title={language: title for language, title in titles.items() if title},
            text={language: text for language, text in texts.items() if text},
            language=event.language,
            institutions=(event.institution_id, *(each.pk for each in event.co_organisers.all())),
            topics=tuple(each.pk for each in event.topics.all()),
            places=(event.territory_id,) if event.territory_id else (),
            date=timezone.localdate(event.starts_at),
        )


def _texts(event: Event) -> Iterator[str]:
    """The words of the page: never the link for taking part online."""
    yield event.summary
    yield from (event.place, event.address)
    for item in event.programme.all():
        yield item.title
        yield from (speaker.name for speaker in item.speakers.all())
    if event.state == State.CANCELLED:
        yield event.cancel_reason
    if event.state == State.HELD:
        yield from (event.outcome, event.minutes)
    yield from (material.title for material in event.materials.all())
