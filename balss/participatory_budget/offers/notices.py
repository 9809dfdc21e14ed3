"""Letters of the room, with examples that render them."""

from datetime import date
from typing import Any

from balss.shared.notice_kinds import NoticeKind, notice_kinds

EXAMPLE = {"title": "Slidkalniņš parkā", "path": "/lidzdalibas-budzets/2026-ogre/idejas/7/"}
OWN = {"own_path": "/lidzdalibas-budzets/mani/0a1b2c3d/"}
DECIDED = {"reason": "The land is needed for a road.", "contest_how": "Within a month, to the executive director."}


# What the municipality decides on the own idea or asks of its author; not what residents ask, nor how works go on.
OFFICIAL = {"results", "change_proposed", "idea_accepted", "idea_rejected"}


def _kind(name: str, meaning: str, **more: Any) -> NoticeKind:
    template = f"participatory_budget/notices/{name}"
    return NoticeKind(f"participatory_budget.{name}", meaning, template, EXAMPLE | more, is_official=name in OFFICIAL)


notice_kinds.pin(
    _kind("results", "what people voted on a project whose idea the person wrote", is_chosen=True),
    _kind(
        "co_author", "somebody asks the person to be a co-author of an idea",
        call="Ogres novada līdzdalības budžets 2026", path="/lidzdalibas-budzets/mani/0a1b2c3d/",
    ),
    _kind("change_proposed", "the municipality proposes changes to the own idea", reason="The park is listed.", **OWN),
    _kind("idea_accepted", "the own idea goes to the vote", cost="4 200 €", **DECIDED),
    _kind("idea_rejected", "the own idea does not go to the vote: reasons and how to contest", cost="", **DECIDED),
    _kind(
        "merger_proposed", "somebody proposes to merge the own idea with another", other="Rotaļlaukums parkā",
        reason="Both are for the same park.", **OWN,
    ),
    _kind("merged", "two ideas, one of them the own, became one", other="Rotaļlaukums parkā"),
    _kind(
        "deadline_near", "a chosen project has to be started or done soon", is_start=True, due_date=date(2026, 8, 20),
        article="Local Government Law, Article 62, paragraph 2",
    ),
    _kind(
        "round_due", "ideas wait for a decision, or the list of the vote or the results have to be public soon",
        task="decide", due_date=date(2026, 5, 3), is_late=False, waiting=4, needs_ballot=False,
    ),
    _kind(
        "project_news", "a project whose idea the person wrote goes on", what="updated",
        text="The foundations are laid.",
    ),
)  # fmt: skip
