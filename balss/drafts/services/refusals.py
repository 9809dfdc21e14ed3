"""Why something cannot be done to a draft as things stand."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from balss.core.provisions import MOST_BYTES, MOST_CLAUSES
from balss.drafts.models import Draft, State
from balss.shared.refusals import Refused


class ChangedMeanwhile(Refused):
    """Somebody changed the draft after the page was opened; or the same page was sent twice."""

    @property
    def message(self) -> str:
        return _("The draft was changed after you opened this page, or you sent it twice. Look at it again.")


class NotInThatState(Refused):
    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.pk)
        self.draft = draft

    @property
    def message(self) -> str:
        return {
            State.PREPARED: _("The draft has not been published yet."),
            State.PUBLISHED: _("The draft is published: it can be withdrawn, not discarded."),
            State.WITHDRAWN: _("The draft is withdrawn: it is not changed any more. Begin a new one."),
        }[State(self.draft.state)]


class DraftIncomplete(Refused):
    """`missing` are fields without which people would not know what it is about or whom to ask."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(missing)
        self.missing = list(missing)

    @property
    def message(self) -> str:
        return _("First say what the draft is about and whom to ask. The fields are marked below.")


class TextRefused(Refused):
    """What was given is no text that can be taken: `why` is empty, long, many or unknown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    @property
    def message(self) -> str:
        return {
            "empty": _("There is no text."),
            "long": _("The text is too long: at most %(most)d MB.") % {"most": MOST_BYTES // 1_000_000},
            "many": _("The text has too many provisions: at most %(most)d. Make an annex a draft of its own.")
            % {"most": MOST_CLAUSES},
        }[self.why]


class NothingToPublish(Refused):
    @property
    def message(self) -> str:
        return _("There is no text that waits to be published. Perhaps it has been published already.")


class NothingChanged(Refused):
    @property
    def message(self) -> str:
        return _("The text is the same as in the newest version: there is nothing new to publish.")


class NoteMissing(Refused):
    @property
    def message(self) -> str:
        return _("Say in a sentence what changed and why: everybody who follows the draft reads it.")


class NotThatProvision(Refused):
    @property
    def message(self) -> str:
        return _("That provision is not there, or another one continues it already.")


class ReasonMissing(Refused):
    @property
    def message(self) -> str:
        return _("Say why: it stands on the page of the draft and in the public ledger.")
