"""Letters of the room, with examples that render them."""

from balss.shared.notice_kinds import NoticeKind, notice_kinds

EXAMPLE = {"title": "Slidkalniņš parkā", "path": "/lidzdalibas-budzets/2026-ogre/idejas/7/"}

notice_kinds.pin(
    NoticeKind(
        "participatory_budget.results",
        "what people voted on a project whose idea the person wrote or follows",
        "participatory_budget/notices/results",
        EXAMPLE | {"is_chosen": True},
    ),
)
