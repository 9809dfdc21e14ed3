"""Saying something: at once or as a draft, signed in or as a guest, once however often the form is sent."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from balss.core.calendar.riga import day_in_riga
from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participation.models import Channel, Consultation, Contribution, OutcomeReport, Response
from balss.participation.services import withdraw_opportunity
from balss.participation.services.contributions import (
    Guest,
    Received,
    Said,
    Speaker,
    author_link,
    change_contribution,
    confirm,
    contribute,
    discard_draft,
    enter,
    guest_of,
    save_draft,
    saying,
    support,
    take_support_back,
    withdraw_contribution,
)
from balss.participation.services.contributions.content import (
    LONGEST,
    IntakeClosed,
    NoName,
    NoReplies,
    NothingSaid,
    TooLong,
    seal,
)
from balss.participation.services.contributions.entering import NotReadBack, OriginalMissing, ReceivedOutside
from balss.participation.services.contributions.own import AlreadyAnswered
from balss.participation.services.contributions.saying import AlreadyReported, LinkTooOld, NoAddress
from balss.participation.services.contributions.suspicion import Signs
from balss.participation.services.refusals import ChangedMeanwhile, NotInThatState
from balss.people.queries import actor_of
from balss.shared.models import FileContent, StoredFile
from balss.shared.permissions import ANONYMOUS, Grant, NotAllowed, Role, can
from tests.participation.conftest import LATER

ANNA = Speaker(name="Anna Liepa")
GUEST = Speaker(name="Jānis Bērzs", email="Janis@example.lv")


@pytest.fixture
def say(consultation, resident, now):
    """Says something as the resident, unless said otherwise."""

    def make(text="Vairāk koku.", *, by=resident, speaker=ANNA, key=None, at=now, **more):
        return contribute(
            consultation=consultation, submission_key=key or uuid4(), said=Said(text), speaker=speaker, by=by, now=at,
            **more,
        )  # fmt: skip

    return make


def as_guest(contribution):
    found = guest_of(author_link(contribution).split("/")[-2])
    assert found is not None
    return found[1]


def test_contribution_is_public_at_once_with_a_receipt(say):
    said = say()

    assert (said.state, said.kind, bool(re.fullmatch(r"[2-9A-Z]{5}-[2-9A-Z]{5}", said.receipt))) == (
        "published", "opinion", True,
    )  # fmt: skip


def test_ledger_says_that_it_was_received_and_neither_what_nor_by_whom(say):
    said = say("Ļoti īpaši vārdi.")

    entry = Entry.objects.get(action="participation.contribution_submitted")
    assert entry.actor == ""
    assert entry.content_value == {
        "receipt": said.receipt, "opportunity": str(said.consultation.opportunity.public_id), "channel": "online",
        "seal": seal(said),
    }  # fmt: skip


def test_seal_fits_these_words_alone(say):
    said = say("Pirmie vārdi.")
    before = seal(said)
    said.text = "Citi vārdi."

    assert seal(said) != before


def test_same_form_sent_twice_is_one_contribution(say):
    key = uuid4()

    assert say(key=key).pk == say(key=key).pk
    assert Entry.objects.filter(action="participation.contribution_submitted").count() == 1


def test_form_of_somebody_else_is_not_answered(say, make_account):
    key = uuid4()
    say(key=key)

    with pytest.raises(NotInThatState):
        say(key=key, by=actor_of(make_account("Cits Cilvēks")))


@pytest.mark.parametrize(
    ("text", "speaker", "refusal"),
    [("  ", ANNA, NothingSaid), ("a" * (LONGEST + 1), ANNA, TooLong), ("Jā.", Speaker(), NoName)],
)
def test_incomplete_contribution_is_refused(say, text, speaker, refusal):
    with pytest.raises(refusal):
        say(text, speaker=speaker)
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1), timedelta(days=30)])
def test_nothing_is_taken_from_the_moment_it_closes(say, late):
    with pytest.raises(IntakeClosed):
        say(at=LATER + late)
    assert say(at=LATER - timedelta(microseconds=1)).state == "published"


def test_nothing_is_taken_once_it_was_withdrawn(say, opportunity, official, now):
    withdraw_opportunity(opportunity=opportunity, reason="Kļūda.", by=official, now=now)

    with pytest.raises(IntakeClosed):
        say()


def test_guest_waits_for_the_confirmation_by_mail(say, now):
    said = say(by=ANONYMOUS, speaker=GUEST)

    letter = Notice.objects.get(kind="participation.confirm")
    assert (said.state, letter.to) == ("unconfirmed", "janis@example.lv")
    assert author_link(said) in letter.text


def test_guest_who_confirms_counts_from_when_it_was_sent(say):
    sent_at = LATER - timedelta(hours=1)
    said = say(by=ANONYMOUS, speaker=GUEST, at=sent_at)

    confirmed = confirm(contribution=said, by=as_guest(said), now=LATER + timedelta(hours=1))
    again = confirm(contribution=said, by=as_guest(said), now=LATER + timedelta(hours=2))

    assert (confirmed.state, confirmed.submitted_at, again.state) == ("published", sent_at, "published")


def test_guest_who_confirms_after_a_week_is_too_late(say, now):
    said = say(by=ANONYMOUS, speaker=GUEST)

    with pytest.raises(LinkTooOld):
        confirm(contribution=said, by=as_guest(said), now=now + timedelta(days=7, seconds=1))


@pytest.mark.parametrize("email", ["", "nav adrese", "a@b", "x@example.lv\nBcc: y@example.lv"])
def test_guest_without_an_address_is_refused(say, email):
    with pytest.raises(NoAddress):
        say(by=ANONYMOUS, speaker=Speaker(name="Jānis", email=email))


def test_guest_is_refused_where_guests_are_not_taken(say, consultation):
    Consultation.objects.update(takes_guests=False)

    with pytest.raises(NotAllowed):
        say(by=ANONYMOUS, speaker=GUEST)


def test_link_of_one_contribution_opens_no_other(say, now):
    mine, others = (say(by=ANONYMOUS, speaker=GUEST) for _number in range(2))

    assert can(as_guest(mine), "participation.edit_contribution", mine, now)
    with pytest.raises(NotAllowed):
        withdraw_contribution(contribution=others, by=as_guest(mine), now=now)


def test_link_is_dead_once_the_address_is_forgotten(say):
    said = say(by=ANONYMOUS, speaker=GUEST)
    token = author_link(said).split("/")[-2]
    Contribution.objects.update(email="")

    assert guest_of(token) is None
    assert guest_of(token[:-1]) is None
    assert guest_of("x") is None


def test_contribution_is_held_where_contributions_are_read_first(say):
    Consultation.objects.update(moderation="before")

    assert say().state == "held"


@pytest.mark.parametrize("signs", [Signs(trap_filled=True), Signs(open_for=timedelta(seconds=1))])
def test_suspicious_contribution_is_held_and_never_refused(say, signs):
    assert say(signs=signs).state == "held"


def test_three_links_are_suspicious_and_two_are_not(say):
    links = [f"https://example.lv/{number}" for number in range(3)]

    assert [say(" ".join(links[:2])).state, say(" ".join(links)).state] == ["published", "held"]


def test_draft_is_sent_as_the_same_contribution(say, consultation, resident, now):
    key = uuid4()
    draft = save_draft(
        consultation=consultation, submission_key=key, said=Said("Sākums"), speaker=ANNA, by=resident, now=now
    )
    sent = say("Sākums un beigas.", key=key, draft_version=draft.version)

    assert (draft.state, sent.pk, sent.state) == ("draft", draft.pk, "published")


def test_draft_of_another_is_not_changed(consultation, resident, make_account, now):
    key = uuid4()
    save_draft(consultation=consultation, submission_key=key, said=Said("Mans"), speaker=ANNA, by=resident, now=now)
    other = actor_of(make_account("Cits Cilvēks"))

    with pytest.raises(NotInThatState):
        save_draft(consultation=consultation, submission_key=key, said=Said("Svešs"), speaker=ANNA, by=other, now=now)
    with pytest.raises(NotAllowed):
        discard_draft(draft=Contribution.objects.get(), by=other, now=now)
    assert Contribution.objects.get().text == "Mans"


def test_reply_stands_in_its_thread(say):
    first = say()
    reply = say("Piekrītu.", parent=first)
    deeper = say("Es arī.", parent=reply)

    assert (reply.root, deeper.parent, deeper.root) == (first, reply, first)


def test_reply_to_what_is_not_public_is_refused(say):
    held = say(signs=Signs(trap_filled=True))

    with pytest.raises(NoReplies):
        say("Piekrītu.", parent=held)


def test_reply_asks_for_an_answer_only_as_a_proposal(say, consultation, resident, now):
    first = say()
    for proposal in (False, True):
        contribute(
            consultation=consultation, submission_key=uuid4(), said=Said("Ierosinu.", is_proposal=proposal),
            speaker=ANNA, parent=first, by=resident, now=now,
        )  # fmt: skip

    assert Contribution.objects.asking().count() == 2


def test_removed_held_and_unconfirmed_ones_ask_for_nothing(say):
    say()
    for state in ("held", "unconfirmed", "removed", "spam", "withdrawn"):
        said = say(f"Teksts {state}")
        Contribution.objects.filter(pk=said.pk).update(state=state, published_at=None)

    assert Contribution.objects.unanswered().count() == 1


def test_change_keeps_the_earlier_words(say, resident, now):
    said = say("Pirmie vārdi.")

    changed = change_contribution(
        contribution=said, said=Said("Otrie vārdi."), speaker=ANNA, version=1, by=resident, now=now
    )

    assert (changed.text, changed.version) == ("Otrie vārdi.", 2)
    assert list(changed.versions.values_list("number", "text")) == [(1, "Pirmie vārdi.")]


def test_change_from_an_old_page_is_refused(say, resident, now):
    said = say()
    change_contribution(contribution=said, said=Said("Otrie."), speaker=ANNA, version=1, by=resident, now=now)

    with pytest.raises(ChangedMeanwhile):
        change_contribution(contribution=said, said=Said("Trešie."), speaker=ANNA, version=1, by=resident, now=now)


def test_change_after_closing_is_refused(say, resident):
    said = say()

    with pytest.raises(IntakeClosed):
        change_contribution(contribution=said, said=Said("Vēl."), speaker=ANNA, version=1, by=resident, now=LATER)


def test_others_neither_change_nor_take_back(say, official, stranger, now):
    said = say()

    for actor in (official, stranger, ANONYMOUS, Guest(public_id="", contribution_id=said.pk + 1)):
        with pytest.raises(NotAllowed):
            withdraw_contribution(contribution=said, by=actor, now=now)


def test_taking_back_keeps_the_place(say, resident, now):
    said = withdraw_contribution(contribution=say(), by=resident, now=now)

    assert said in Contribution.objects.public()
    assert said not in Contribution.objects.counted()


def test_what_is_answered_is_not_taken_back(say, consultation, resident, official, now):
    said = say()
    said.response = Response.objects.create(
        consultation=consultation, verdict="accepted", reason="Jā.", state="published", published_at=now,
        author=official.public_id, created_at=now, updated_at=now,
    )  # fmt: skip
    said.save()

    with pytest.raises(AlreadyAnswered):
        withdraw_contribution(contribution=said, by=resident, now=now)


def test_support_counts_each_person_once(say, make_account, now):
    said = say()
    other = actor_of(make_account("Cits Cilvēks"))
    for _press in range(2):
        support(contribution=said, by=other, now=now)
    assert said.supports.count() == 1

    take_support_back(contribution=said, by=other, now=now)
    assert said.supports.count() == 0


def test_nobody_supports_the_own_words_or_without_signing_in(say, resident, now):
    said = say()

    for actor in (resident, ANONYMOUS):
        with pytest.raises(NotAllowed):
            support(contribution=said, by=actor, now=now)


@pytest.fixture
def letter(db, now):
    content = FileContent.objects.create(sha256="a" * 64, size_bytes=10)
    return StoredFile.objects.create(
        content=content, name="vestule.pdf", media_type="application/pdf", is_public=False,
        guard="participation.original", uploaded_at=now,
    )  # fmt: skip


@pytest.fixture
def enter_letter(consultation, official, now):
    def make(received, *, by=official, at=now, key=None):
        return enter(
            consultation=consultation, submission_key=key or uuid4(), said=Said("Vairāk soliņu."),
            speaker=Speaker(name="Zenta Ozola"), received=received, by=by, now=at,
        )  # fmt: skip

    return make


def test_letter_is_entered_with_its_original(enter_letter, letter, official):
    entered = enter_letter(Received(Channel.PAPER, date(2026, 11, 23), letter))

    assert (entered.state, entered.channel, entered.entered_by) == ("published", "paper", official.public_id)


def test_letter_entered_twice_is_one(enter_letter, letter):
    key = uuid4()
    first, again = (enter_letter(Received(Channel.PAPER, date(2026, 11, 23), letter), key=key) for _press in range(2))

    assert first.pk == again.pk


def test_letter_that_came_in_time_is_entered_after_closing(enter_letter, letter):
    late = LATER + timedelta(days=3)

    assert enter_letter(Received(Channel.PAPER, date(2026, 12, 14), letter), at=late).state == "published"


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 12, 15), date(2026, 12, 18)])
def test_letter_from_outside_the_period_is_refused(enter_letter, letter, day):
    with pytest.raises(ReceivedOutside):
        enter_letter(Received(Channel.PAPER, day, letter), at=LATER + timedelta(days=3))


def test_letter_without_its_original_is_refused(enter_letter):
    with pytest.raises(OriginalMissing):
        enter_letter(Received(Channel.EMAIL, date(2026, 11, 23)))


def test_spoken_opinion_has_to_be_read_back(enter_letter):
    with pytest.raises(NotReadBack):
        enter_letter(Received(Channel.SPOKEN, date(2026, 11, 23)))

    assert enter_letter(Received(Channel.SPOKEN, date(2026, 11, 23), read_back=True)).channel == "spoken"


def test_helper_of_a_library_enters_for_any_institution(enter_letter, make_account, ministry):
    helper = actor_of(make_account("Bibliotekāre Ilze"), grant=Grant(Role.HELPER, ministry.pk))

    assert enter_letter(Received(Channel.MEETING, date(2026, 11, 23)), by=helper).entered_by == helper.public_id


def test_others_enter_nothing(enter_letter, stranger, resident):
    for actor in (stranger, resident, ANONYMOUS):
        with pytest.raises(NotAllowed):
            enter_letter(Received(Channel.MEETING, date(2026, 11, 23)), by=actor)


def test_original_is_opened_by_the_institution_alone(enter_letter, letter, official, stranger, resident, now):
    enter_letter(Received(Channel.PAPER, date(2026, 11, 23), letter))

    opened = [can(actor, "shared.download_file", letter, now) for actor in (official, stranger, resident, ANONYMOUS)]
    assert opened == [True, False, False, False]


def test_guest_who_confirms_after_the_report_is_told_that_it_came_too_late(say, consultation, now):
    """The report says that everything which asks for an answer has one."""
    said = say(by=ANONYMOUS, speaker=Speaker(name="Zenta Ozola", email="zenta@example.lv"))
    OutcomeReport.objects.create(
        consultation=consultation, state="published", published_at=now, author="x", created_at=now, updated_at=now
    )

    with pytest.raises(AlreadyReported):
        confirm(contribution=said, by=Guest(public_id="", contribution_id=said.pk), now=now)
    with pytest.raises(IntakeClosed):
        say("Vēl kas.")
    assert not Contribution.objects.counted().exists()


def test_form_sent_twice_at_one_moment_is_one_contribution(say, monkeypatch):
    """The second one looks before the first one is written, and writes after it."""
    key = uuid4()
    first = say(key=key)
    monkeypatch.setattr(saying, "_sent_before", _blind_once(saying._sent_before))

    assert say(key=key) == first
    assert (
        Contribution.objects.count(),
        Entry.objects.filter(action="participation.contribution_submitted").count(),
    ) == (1, 1)


def _blind_once(look):
    seen = []

    def blind(*asked):
        seen.append(asked)
        return None if len(seen) == 1 else look(*asked)

    return blind


def test_number_of_a_form_that_somebody_else_sent_enters_nothing(say, consultation, official, now):
    said = say()

    with pytest.raises(NotInThatState):
        enter(
            consultation=consultation, submission_key=said.submission_key, said=Said("Svešs"), speaker=ANNA,
            received=Received("meeting", day_in_riga(now)), by=official, now=now,
        )  # fmt: skip
