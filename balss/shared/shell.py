"""Boards of the page shell: what rooms put into the frame that every page shares.

`design` draws the frame and stands below all rooms, so it can name none of them; they pin here what they add.
Paths are written without language: "plans/" stands below the language's own root (/ or /en/), while "/api/v1/" and
whole addresses ("mailto:…") are the same in both languages.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from balss.shared.boards import Board
from balss.shared.http import Request
from balss.shared.permissions import Role


@dataclass(frozen=True)
class ShellLink:
    """A link of the main navigation, of the footer, or of the account. `order` decides its place, then `name`."""

    name: str
    label: str | Promise
    path: str
    order: int = 50

    def url(self, language_root: str) -> str:
        """The address on a page whose language stands below `language_root`."""
        return self.path if self.path.startswith("/") or ":" in self.path else language_root + self.path


@dataclass(frozen=True)
class HeaderSlot:
    """A template included at the end of the header of every page that has a request; it sees the page's context."""

    name: str
    template: str
    order: int = 50


@dataclass(frozen=True)
class HomePanel:
    """A part of the home page: HTML that a room renders for this request (about one screen of a phone)."""

    name: str
    render: Callable[[Request], SafeString]
    order: int = 50


@dataclass(frozen=True)
class AccountNote:
    """Something that who is signed in should know, said at the head of the account's page; None where there is nothing
    to say."""

    name: str
    render: Callable[[Request], SafeString | None]
    order: int = 50


@dataclass(frozen=True)
class Workplace:
    """The page, by the name of its view, on which those who act in one of the roles begin their work."""

    name: str
    roles: frozenset[Role]
    view: str
    order: int = 50


def _place(pin: ShellLink | HeaderSlot | HomePanel | AccountNote | Workplace) -> str:
    return f"{pin.order:03} {pin.name}"


main_navigation: Board[ShellLink] = Board(
    "main navigation", key=_place, purpose="the sections that every page's header leads to"
)
footer_links: Board[ShellLink] = Board("footer links", key=_place, purpose="what every page's footer leads to")
own_pages: Board[ShellLink] = Board(
    "own pages", key=_place, purpose="pages of who is signed in, which the account leads to"
)
account_notes: Board[AccountNote] = Board(
    "account notes", key=_place, purpose="what rooms have to say to who is signed in, at the head of the account"
)
header_slots: Board[HeaderSlot] = Board(
    "header slots", key=_place, purpose="what rooms put at the end of every page's header, such as signing in"
)
home_panels: Board[HomePanel] = Board("home panels", key=_place, purpose="what rooms show on the home page")
workplaces: Board[Workplace] = Board(
    "workplaces", key=_place, purpose="where people who sign in to work are led, by the role that they act in"
)
