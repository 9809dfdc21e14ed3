"""Parts that rooms add to the page of an institution: its plan obligations, its consultations, its budget."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from balss.shared.boards import Board
from balss.shared.http import Request


@dataclass(frozen=True)
class InstitutionPanel:
    """One section of an institution's page, under a heading of its own.

    `render` is given a `places` Institution and answers with safe HTML from a template, without heading, or with None
    where the room has nothing to say. The same number of queries for every institution. `order` decides the place,
    then `name`. `feed` answers with the address of the room's Atom feed of that institution, or None: feed readers find
    it from the page.
    """

    name: str
    title: str | Promise
    order: int
    render: Callable[[Any, Request], str | None]
    feed: Callable[[Any, Request], str | None] = lambda body, request: None


institution_panels: Board[InstitutionPanel] = Board(
    "institution panels",
    key=lambda panel: f"{panel.order:03} {panel.name}",
    purpose="what rooms show on the page of an institution",
)
