"""Who may speak, change, support, enter, read first, remove, contest; the letters about it; who opens the originals."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from balss.participation.models import Attachment, Consultation, Contribution, Removal
from balss.participation.services.contributions.authors import Guest, is_author
from balss.people.queries import works_for
from balss.shared.deeds import Deed, deeds, page_of
from balss.shared.files.guards import FileGuard, file_guards
from balss.shared.models import StoredFile
from balss.shared.notice_kinds import NoticeKind, notice_kinds
from balss.shared.permissions import Action, Actor, Role, actions, holders_of

State = Contribution.State


def _contributes(actor: Actor, consultation: Consultation, now: datetime) -> bool:
    """While it is open: everybody signed in, and others where the consultation takes guests."""
    return consultation.opportunity.is_open(now) and (actor.is_signed_in or consultation.takes_guests)


def _drafts(actor: Actor, consultation: Consultation, now: datetime) -> bool:
    return actor.is_signed_in and consultation.opportunity.is_public and not consultation.opportunity.is_over(now)


def _edits(actor: Actor, contribution: Contribution, now: datetime) -> bool:
    """Its author: the person signed in, or who holds the guest's link."""
    return is_author(actor, contribution)


def _reads(actor: Actor, contribution: Contribution, now: datetime) -> bool:
    """What is published everybody; the rest its author, and once it was sent the institution that was addressed."""
    if contribution.state == State.PUBLISHED or is_author(actor, contribution):
        return True
    return contribution.state not in (State.DRAFT, State.UNCONFIRMED) and _moderates(
        actor, contribution.consultation, now
    )


def _supports(actor: Actor, contribution: Contribution, now: datetime) -> bool:
    """Everybody signed in, but not the own contribution."""
    return actor.is_signed_in and contribution.state == State.PUBLISHED and not is_author(actor, contribution)


def _enters(actor: Actor, consultation: Consultation, now: datetime) -> bool:
    """Officials of the institution; a library or service centre for everybody who comes to it."""
    return works_for(actor, consultation.opportunity.institution, now) or actor.holds(Role.HELPER)


def _moderates(actor: Actor, consultation: Consultation, now: datetime) -> bool:
    return works_for(actor, consultation.opportunity.institution, now)


def _contests(actor: Actor, removal: Removal, now: datetime) -> bool:
    return is_author(actor, removal.contribution)


def _decides_contest(actor: Actor, removal: Removal, now: datetime) -> bool:
    """Somebody of the institution who did not remove it."""
    return _moderates(actor, removal.contribution.consultation, now) and actor.public_id != removal.removed_by


def _imports(actor: Actor, consultation: Consultation, now: datetime) -> bool:
    """Nobody on a page: it is a command of whoever runs the installation."""
    return False


def _reports(actor: Actor, contribution: Contribution, now: datetime) -> bool:
    return not isinstance(actor, Guest)


actions.pin(
    Action("participation.contribute", "say something in a consultation", _contributes),
    Action("participation.draft", "keep a contribution that is not sent yet", _drafts),
    Action("participation.view_contribution", "read a contribution", _reads),
    Action("participation.edit_contribution", "confirm, change or take back the own contribution", _edits),
    Action("participation.support", "support what another said", _supports),
    Action("participation.enter_contribution", "enter what came otherwise than online", _enters),
    Action(
        "participation.help_people", "see what can be entered for people who come for help", holders_of(Role.HELPER)
    ),
    Action("participation.import", "import what was said elsewhere", _imports),
    Action("participation.moderate", "read contributions first, and remove them with reasons", _moderates),
    Action("participation.contest_removal", "contest the removal of the own contribution", _contests),
    Action("participation.decide_contest", "decide on a contested removal", _decides_contest),
    Action("participation.report_content", "report a contribution as illegal", _reports),
)

ORIGINAL = "participation.original"
ATTACHMENT = "participation.attachment"


def _attached_to(file: StoredFile) -> Contribution | None:
    attachment = Attachment.objects.filter(file=file).select_related("contribution__consultation__opportunity").first()
    return attachment.contribution if attachment else None


def _entered_with(file: StoredFile) -> Consultation | None:
    entered = (
        Contribution.objects.filter(original=file).select_related("consultation__opportunity__institution").first()
    )
    return entered.consultation if entered else None


file_guards.pin(
    FileGuard(ATTACHMENT, "participation.view_contribution", _attached_to),
    FileGuard(ORIGINAL, "participation.moderate", _entered_with),
)

_page = page_of(Contribution, lambda said: said.consultation.opportunity.get_absolute_url())
deeds.pin(
    Deed("participation.contribution_submitted", _("Contribution received"), _page),
    Deed("participation.contribution_confirmed", _("Contribution confirmed by e-mail"), _page),
    Deed("participation.contribution_changed", _("Contribution changed by its author"), _page),
    Deed("participation.contribution_withdrawn", _("Contribution taken back by its author"), _page),
    Deed("participation.contribution_published", _("Contribution published after it was read"), _page),
    Deed("participation.contribution_held", _("Contribution held as advertising"), _page),
    Deed("participation.contribution_removed", _("Contribution removed, with reasons"), _page),
    Deed("participation.removal_contested", _("Removal of a contribution contested"), _page),
    Deed("participation.contest_decided", _("Contested removal decided"), _page),
)

PATH = "/lidzdaliba/"
OF_REMOVAL = {
    "title": "Skolas iela", "receipt": "ABCDE-23456", "text": "Vairāk koku.", "ground": "against the law",
    "facts": "Names a neighbour.", "legal_ground": "General Data Protection Regulation, Article 6", "path": PATH,
    "decision": "", "reversed": False,
}  # fmt: skip
notice_kinds.pin(
    NoticeKind(
        "participation.confirm",
        "a guest confirms what was said",
        "participation/notices/confirm",
        {"title": "Skolas iela", "receipt": "ABCDE-23456", "text": "Vairāk koku.", "path": PATH},
    ),
    NoticeKind(
        "participation.removed",
        "a contribution was removed: the statement of reasons",
        "participation/notices/removed",
        OF_REMOVAL,
        is_official=True,
    ),
    NoticeKind(
        "participation.contest_decided",
        "what was decided on a contested removal",
        "participation/notices/contest_decided",
        OF_REMOVAL | {"decision": "The name is a public office.", "reversed": True},
        is_official=True,
    ),
    NoticeKind(
        "participation.report_decided",
        "what became of content that the person reported",
        "participation/notices/report_decided",
        {"title": "Skolas iela", "upheld": True, "path": PATH},
        is_official=True,
    ),
)
