"""What people say: online, as guests, for organisations, on paper and aloud; and what is removed of it."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.text import slugify

from balss.cli.demo.documents import make_pdf
from balss.cli.demo.participation.processes import opportunity
from balss.cli.demo.stage import Stage
from balss.cli.demo.story import Deed
from balss.participation.models import Contribution, Removal
from balss.participation.services import contributions as services
from balss.participation.services import moderation
from balss.participation.services.contributions import Received, Said, Speaker
from balss.participation.services.contributions.authors import PERSON, Guest
from balss.participation.services.moderation import Reasons
from balss.people.queries import actor_of
from balss.people.services.demo import make_demo_neighbours
from balss.places.models import Audience, Territory
from balss.shared.files import store
from balss.shared.permissions import ANONYMOUS, Actor

ORIGINAL = "participation.original"
SPEAKER = ("shown", "organisation", "registration_number")


def neighbours(stage: Stage, deed: Deed) -> None:
    """More residents, who sign in nowhere."""
    stage.accounts |= make_demo_neighbours(deed.facts["people"])


def say(stage: Stage, deed: Deed) -> None:
    """`by` says it; for `guest` with a name, a guest who confirms it; through `channel`, staff enters it."""
    facts = deed.facts
    consultation = opportunity(stage, deed).consultation
    parent = voice(stage, facts["reply_to"]) if "reply_to" in facts else None
    what: dict[str, Any] = {"consultation": consultation, "submission_key": _key(facts), "said": _said(facts)}
    if "channel" in facts:
        by = stage.actor(deed, "participation.enter_contribution", consultation)
        made = services.enter(**what, speaker=_speaker(facts), received=_received(deed, by), by=by, now=deed.at)
    elif "guest" in facts:
        speaker = _speaker(facts, email=f"{slugify(facts['guest'])}@balss.example")
        made = services.contribute(**what, speaker=speaker, parent=parent, by=ANONYMOUS, now=deed.at)
        if facts.get("confirm", True):
            services.confirm(contribution=made, by=_guest(made), now=deed.at)
    else:
        account = stage.accounts[deed.by]
        speaker = _speaker(facts | {"guest": account.person.name})
        made = services.contribute(**what, speaker=speaker, parent=parent, by=actor_of(account), now=deed.at)
    stage.voices[facts["name"]] = made.pk


def keep_draft(stage: Stage, deed: Deed) -> None:
    account = stage.accounts[deed.by]
    services.save_draft(
        consultation=opportunity(stage, deed).consultation,
        submission_key=_key(deed.facts),
        said=_said(deed.facts),
        speaker=Speaker(name=account.person.name),
        by=actor_of(account),
        now=deed.at,
    )


def support(stage: Stage, deed: Deed) -> None:
    """Each of `people` supports each of `voices`."""
    for name in deed.facts["voices"]:
        for person in deed.facts["people"]:
            by = actor_of(stage.accounts[person])
            services.support(contribution=voice(stage, name), by=by, now=deed.at)


def report(stage: Stage, deed: Deed) -> None:
    facts = deed.facts
    by = actor_of(stage.accounts[deed.by])
    moderation.report_content(
        contribution=voice(stage, facts["voice"]), ground=facts["ground"], text=facts["text"], by=by, now=deed.at
    )


def remove(stage: Stage, deed: Deed) -> None:
    facts, said = deed.facts, voice(stage, deed.facts["voice"])
    by = stage.actor(deed, "participation.moderate", said.consultation)
    reasons = Reasons(facts["ground"], facts["facts"], facts["legal_ground"])
    moderation.remove(contribution=said, reasons=reasons, by=by, now=deed.at)


def contest(stage: Stage, deed: Deed) -> None:
    said = voice(stage, deed.facts["voice"])
    removal = Removal.objects.get(contribution=said)
    by = author(stage, said)
    moderation.contest(removal=removal, objection=deed.facts["objection"], by=by, now=deed.at)


def hold_as_spam(stage: Stage, deed: Deed) -> None:
    said = voice(stage, deed.facts["voice"])
    by = stage.actor(deed, "participation.moderate", said.consultation)
    moderation.hold_as_spam(contributions=[said], by=by, now=deed.at)


def voice(stage: Stage, name: str) -> Contribution:
    """As it is now."""
    found = Contribution.objects.select_related("consultation__opportunity__institution", "root", "person")
    return found.get(pk=stage.voices[name])


def author(stage: Stage, said: Contribution) -> Actor:
    """Who said it: the account of the person, or the guest with the link."""
    if said.person_id is None:
        return _guest(said)
    return actor_of(next(each for each in stage.accounts.values() if each.person_id == said.person_id))


def _guest(said: Contribution) -> Guest:
    return Guest(public_id=PERSON, contribution_id=said.pk)


def _key(facts: dict[str, Any]) -> UUID:
    return uuid5(NAMESPACE_URL, f"balss-demo/{facts['opportunity']}/{facts['name']}")


def _said(facts: dict[str, Any]) -> Said:
    given = {name: facts[name] for name in ("kind", "is_proposal", "language", "burden") if name in facts}
    return Said(text=facts["text"], **given)


def _speaker(facts: dict[str, Any], *, email: str = "") -> Speaker:
    given = {name: facts[name] for name in SPEAKER if name in facts}
    return Speaker(
        name=facts.get("guest", ""),
        email=email,
        territory=Territory.objects.get(slug=facts["place"]) if "place" in facts else None,
        age_band=facts.get("age", ""),
        audience=Audience.objects.get(code=facts["group"]) if "group" in facts else None,
        **given,
    )


def _received(deed: Deed, by: Actor) -> Received:
    """On the day of the deed unless `received` names another; with the letter that `original` says."""
    facts, original = deed.facts, None
    if "original" in facts:
        name, paragraphs = "vestule.pdf", [facts["text"], facts.get("guest", "")]
        upload = make_pdf(name, facts["original"], deed.at.date(), paragraphs)
        original = store(upload, by=by, now=deed.at, name=name, public=False, guard=ORIGINAL)
    is_spoken = facts["channel"] == "spoken"
    return Received(facts["channel"], facts.get("received", deed.at.date()), original, read_back=is_spoken)
