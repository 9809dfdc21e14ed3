"""The words of digests. A hundred thousand readers get a hundred thousand different ones, made of the same few parts:
each part is rendered once, a digest is put together from them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import mark_safe

from balss.notices.models import Follower, Rhythm
from balss.notices.queries.found import found_of
from balss.notices.queries.stories import Story, parted, stories
from balss.notices.queries.window import Item
from balss.notices.services.composing import Words, blank, render, render_plain
from balss.notices.services.own import link_of
from balss.shared.followables import Followable, Thing
from balss.shared.notice_kinds import notice_kinds

KIND = "notices.digest"
BLANKS = ("open", "came_of", "own", "leave")
MOST_KEPT = 5_000  # parts of each sort, so that memory does not grow with the readers

StoryKey = tuple[tuple[int, ...], tuple[Thing, ...], str, bool]
FrameKey = tuple[str, bool, bool, bool, int, str]


class DigestWords:
    """For one run: what it rendered and looked up is used again."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._followed: dict[Thing, Followable | None] = {}
        self._stories: dict[StoryKey, tuple[str, str]] = {}
        self._frames: dict[FrameKey, Words] = {}
        self._paths: dict[str, tuple[str, str]] = {}

    def look_up(self, things: set[Thing]) -> None:
        """Learn what the things are called, those that are not known yet; a query or few for each kind."""
        unknown = things - self._followed.keys()
        found = found_of(unknown)
        self._followed |= {thing: found.get(thing) for thing in unknown}

    def of(self, follower: Follower, items: Sequence[Item]) -> tuple[Words, str]:
        """The words for one reader, and the path that ends such letters; `look_up` went before."""
        language = follower.language
        told = stories(items)
        still_open, came_of = parted(told, self.today)
        frame = self._frame(
            language, bool(still_open), bool(came_of), follower.rhythm == Rhythm.DEADLINES, len(told),
            told[0].latest.title(language) if len(told) == 1 else "",
        )  # fmt: skip
        own, leave = self._own_paths(follower)
        open_text, open_html = _joined(self._story(story, language, True) for story in still_open)
        past_text, past_html = _joined(self._story(story, language, False) for story in came_of)
        links = {"own": own, "leave": leave}
        words = frame.filled_apart(
            {"open": open_text, "came_of": past_text, **links},
            {"open": mark_safe(open_html), "came_of": mark_safe(past_html), **links},  # noqa: S308 (of our templates)
        )
        return words, leave

    def _story(self, story: Story, language: str, still_open: bool) -> tuple[str, str]:
        key = (tuple(item.happening.pk for item in story.items), story.why, language, still_open)
        if key not in self._stories:
            if len(self._stories) >= MOST_KEPT:
                self._stories.clear()
            known = {thing: name for thing in story.why if (name := self._followed.get(thing))}
            with translation.override(language):
                values = {
                    "item": shown_story(story, known, language), "open": still_open, "origin": settings.ORIGIN,
                }  # fmt: skip
                self._stories[key] = (
                    render_plain("notices/notices/_item.txt", values),
                    render_to_string("notices/notices/_item.html", values),
                )
        return self._stories[key]

    def _frame(
        self, language: str, has_open: bool, has_past: bool, only_deadlines: bool, count: int, first: str
    ) -> Words:
        key = (language, has_open, has_past, only_deadlines, count, first)
        if key not in self._frames:
            if len(self._frames) >= MOST_KEPT:
                self._frames.clear()
            context: dict[str, Any] = {name: blank(name) for name in BLANKS}
            context |= {} if has_open else {"open": ""}
            context |= {} if has_past else {"came_of": ""}
            more = {"count": count, "first": first, "only_deadlines": only_deadlines}
            self._frames[key] = render(notice_kinds[KIND], language, {**context, **more})
        return self._frames[key]

    def _own_paths(self, follower: Follower) -> tuple[str, str]:
        language, link = follower.language, link_of(follower)
        if language not in self._paths:
            with translation.override(language):
                own, leave = (reverse(f"notices:{name}", args=["0"]) for name in ("own_by_link", "leave_all"))
            self._paths[language] = (own.removesuffix("0/"), leave.removesuffix("0/"))
        own, leave = self._paths[language]
        return f"{own}{link}/", f"{leave}{link}/"


def shown_story(story: Story, followed: dict[Thing, Followable], language: str) -> dict[str, Any]:
    """A story in the language that is active, as letters and pages show it; `earlier` has a path of its own where it is
    not told on the same page under the same title."""
    latest = _shown(story.latest, language)
    earlier = [_shown(item, language) for item in story.items[1:]]
    told = {(latest["path"], latest["title"])}
    for each in earlier:
        place = (each["path"], each["title"])
        each["path"] = "" if place in told else each["path"]
        told.add(place)
    return {
        **latest,
        "until": story.latest.happening.until,
        "meeting": story.meeting,
        "earlier": earlier,
        "why": story.names(followed, language),
    }


def _shown(item: Item, language: str) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "title": item.title(language),
        "path": item.address(language),
        "happened_at": item.happening.created_at,
    }


def _joined(parts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    both = list(parts)
    return "".join(text for text, _html in both), "".join(html for _text, html in both)
