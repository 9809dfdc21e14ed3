"""One right, one ballot: what is taken, what is replaced, what is refused; and every receipt proves itself."""

import re
import secrets
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.db import connections
from django.test.utils import CaptureQueriesContext

from balss.box.models import Ballot, Channel, DayCount, Node
from balss.box.queries import NotSealed, days_of
from balss.box.services import (
    AlreadyCast,
    BoxClosed,
    BoxHasOpened,
    BoxIsOver,
    BoxNotOpen,
    NoSuchBox,
    NotYetOver,
    RightNotValid,
    TreeDisagrees,
    call_box_off,
    cast,
    make_box,
    prolong_box,
    seal,
)
from balss.box.services.casting import NoSlotFound
from balss.core.chain.slots import SLOTS
from balss.core.vote.paper import Fault, NotABallot
from balss.core.vote.receipt import Step, check_ballot_receipt, read_ballot_receipt
from tests.box.conftest import CLOSES, NOW, OPENS


def proved(box, receipt):
    return check_ballot_receipt(read_ballot_receipt(receipt.text()), election=box.published)


def test_receipt_proves_every_step(box, voter):
    assert set(proved(box, voter.votes(box, "1", "3")).values()) == {True}


def test_receipts_of_others_stay_true_while_the_box_fills(box, make_voter):
    receipts = [make_voter().votes(box, "2") for _ in range(5)]
    assert all(set(proved(box, receipt).values()) == {True} for receipt in receipts)
    assert len({receipt.proof.position for receipt in receipts}) == 5


def test_same_ballot_sent_again_gives_its_receipt_and_is_one_ballot(box, voter):
    first, again = voter.votes(box, "1"), voter.votes(box, "1")
    assert (first.ballot, first.proof) == (again.ballot, again.proof)
    assert (Ballot.objects.count(), DayCount.objects.get().cast) == (1, 1)


def test_a_slot_that_is_taken_is_drawn_again(box, make_voter, monkeypatch):
    first = make_voter().votes(box, "1").proof.position
    drawn = iter([first, first, (first + 1) % SLOTS])
    monkeypatch.setattr(secrets, "randbelow", lambda _below: next(drawn))
    assert make_voter().votes(box, "1").proof.position == (first + 1) % SLOTS


def test_a_box_without_a_free_slot_says_so(box, make_voter, monkeypatch):
    monkeypatch.setattr(secrets, "randbelow", lambda _below: 5)
    make_voter().votes(box, "1")
    with pytest.raises(NoSlotFound):
        make_voter().votes(box, "1")


def test_lock_of_the_box_is_held_over_four_queries(box, make_voter):
    make_voter().votes(box, "1")  # the first of the day makes its count
    with CaptureQueriesContext(connections["box"]) as asked:
        make_voter().votes(box, "1")
    told = [re.search(r'"(box_\w+)"', query["sql"]) for query in asked]
    names = [found.group(1) for found in told if found]
    written = names.index("box_ballot", names.index("box_ballot") + 1)  # read before the transaction, then put in
    assert names[written + 1 :] == ["box_ballotbox", "box_daycount", "box_node", "box_node"]


def test_a_later_version_takes_the_place_of_the_earlier(box, voter):
    first, second = voter.votes(box, "1"), voter.votes(box, "2", "4", version=2)
    assert Ballot.objects.get().read().choices == ("2", "4")
    assert (first.proof.position == second.proof.position, DayCount.objects.get().cast) == (True, 1)
    assert set(proved(box, second).values()) == {True}


def test_an_earlier_ballot_sent_again_changes_nothing(box, voter):
    voter.votes(box, "1")
    voter.votes(box, "2", version=2)
    for version in (1, 2):
        with pytest.raises(AlreadyCast):
            voter.votes(box, "3", version=version)
    assert Ballot.objects.get().read().choices == ("2",)


def test_nobody_else_can_replace_a_ballot(box, voter, make_voter):
    voter.votes(box, "1")
    mine, other = voter.ballot(box.pk, "2", version=2), make_voter().ballot(box.pk, "2", version=2)
    forged = type(mine)(mine.election, mine.key, 2, mine.choices, mine.points, other.signature)
    with pytest.raises(RightNotValid):
        cast(ballot=forged, right=voter.right, channel=Channel.BROWSER, now=NOW)
    assert Ballot.objects.get().read().choices == ("1",)


def test_forged_rights_are_refused(box, voter, make_voter):
    for right in (
        "",
        "zz",
        secrets.token_hex(256),
        make_voter().right,
        make_voter(generate_private_key(65537, 2048)).right,
    ):
        with pytest.raises(RightNotValid):
            cast(ballot=voter.ballot(box.pk, "1"), right=right, channel=Channel.BROWSER, now=NOW)
    assert not Ballot.objects.exists()


def test_a_right_of_one_election_is_none_of_another(box, voter, paper):
    from dataclasses import replace

    other = make_box(
        paper=replace(paper, election=str(uuid4())),
        issuer=issuer_of_nobody(),
        opens_at=OPENS,
        closes_at=CLOSES,
        now=OPENS,
    )
    with pytest.raises(RightNotValid):
        voter.votes(other, "1")
    with pytest.raises(NoSuchBox):
        cast(ballot=voter.ballot(uuid4(), "1"), right=voter.right, channel=Channel.BROWSER, now=NOW)


def issuer_of_nobody():
    from balss.core.vote.right import issuer_text

    return issuer_text(generate_private_key(65537, 2048))


@pytest.mark.parametrize(
    ("choices", "fault"),
    [
        ((), Fault.EMPTY),
        (("9",), Fault.UNKNOWN),
        (("1", "1"), Fault.TWICE),
        (("3", "1"), Fault.ORDER),
        (("1", "2", "3", "4"), Fault.TOO_MANY),
    ],
)
def test_a_ballot_that_does_not_fit_the_paper_is_refused(box, voter, choices, fault):
    with pytest.raises(NotABallot) as refused:
        voter.votes(box, *choices)
    assert (refused.value.fault, Ballot.objects.count()) == (fault, 0)


def test_before_the_opening_nothing_is_taken(box, voter):
    with pytest.raises(BoxNotOpen):
        voter.votes(box, "1", now=OPENS - timedelta(seconds=1))


def test_a_right_under_way_at_the_closing_is_still_used_and_no_vote_changed(box, voter, make_voter):
    early = make_voter()
    early.votes(box, "1")
    voter.votes(box, "1", now=CLOSES + timedelta(seconds=59))
    with pytest.raises(BoxClosed):
        early.votes(box, "2", version=2, now=CLOSES)
    with pytest.raises(BoxClosed):
        make_voter().votes(box, "1", now=CLOSES + timedelta(seconds=60))
    assert Ballot.objects.count() == 2


def test_paper_and_times_cannot_change_once_voting_opened(box, paper):
    other = replace(paper, most=2)
    for changed in ({"paper": other}, {"closes_at": CLOSES + timedelta(days=1)}):
        said = {"paper": paper, "issuer": box.issuer, "opens_at": OPENS, "closes_at": CLOSES} | changed
        with pytest.raises(BoxHasOpened):
            make_box(**said, now=NOW)


def test_the_same_box_is_given_again_to_who_died_before_noting_it(box, paper):
    assert make_box(paper=paper, issuer=box.issuer, opens_at=OPENS, closes_at=CLOSES, now=NOW) == box


def test_a_box_is_prolonged_while_it_is_open_and_never_shortened(box, voter):
    later = CLOSES + timedelta(days=1)
    prolong_box(election=box.pk, closes_at=later, now=NOW)
    voter.votes(box, "1", now=CLOSES + timedelta(hours=1))
    for closes_at, now in ((CLOSES, NOW), (later + timedelta(days=1), later)):
        with pytest.raises(BoxIsOver):
            prolong_box(election=box.pk, closes_at=closes_at, now=now)


def test_a_box_called_off_takes_nothing_and_is_never_sealed(box, voter, make_voter):
    voter.votes(box, "1")
    call_box_off(election=box.pk, now=NOW)
    with pytest.raises(BoxClosed):
        make_voter().votes(box, "1")
    with pytest.raises(NotYetOver):
        seal(election=box.pk, now=CLOSES + timedelta(days=1))
    with pytest.raises(BoxIsOver):
        prolong_box(election=box.pk, closes_at=CLOSES + timedelta(days=1), now=NOW)


def test_a_sealed_box_is_not_called_off(box):
    seal(election=box.pk, now=CLOSES + timedelta(minutes=2))
    with pytest.raises(BoxIsOver):
        call_box_off(election=box.pk, now=CLOSES + timedelta(minutes=3))


def test_counts_are_told_to_nobody_before_the_sealing(box, voter):
    voter.votes(box, "1")
    with pytest.raises(NotSealed):
        days_of(box)
    with pytest.raises(NotYetOver):
        seal(election=box.pk, now=CLOSES)
    sealed = seal(election=box.pk, now=CLOSES + timedelta(minutes=2))
    assert [(each.channel, each.cast) for each in days_of(sealed)] == [("browser", 1)]


def test_a_sealed_box_takes_nothing_whatever_the_clock_says(box, voter):
    seal(election=box.pk, now=CLOSES + timedelta(minutes=2))
    with pytest.raises(BoxClosed):
        voter.votes(box, "1")


@pytest.mark.parametrize("harm", [
    lambda: Ballot.objects.update(statement=Ballot.objects.get().statement.replace('"1"', '"2"')),
    lambda: Ballot.objects.all().delete(),
    lambda: Node.objects.filter(level=20).update(hash="0" * 64),
    lambda: DayCount.objects.update(cast=2),
])  # fmt: skip
def test_a_box_changed_past_the_services_is_not_sealed(box, voter, harm):
    voter.votes(box, "1")
    harm()
    with pytest.raises(TreeDisagrees):
        seal(election=box.pk, now=CLOSES + timedelta(minutes=2))


def test_receipt_tells_the_day_and_not_the_hour(box, voter):
    from balss.core.chain.checkpoint import verify_checkpoint

    receipt = voter.votes(box, "1", now=NOW)
    _, signed_at = verify_checkpoint(receipt.proof.checkpoint, key=box.published.box)
    assert signed_at.isoformat() == "2026-11-22T22:00:00+00:00"  # midnight in Riga


@pytest.mark.parametrize(("step", "change"), [
    (Step.CHOICE, lambda text: text.replace('"1"', '"9"')),
    (Step.BALLOT, lambda text: text.replace('"version": 1', '"version": 2')),
    (Step.RIGHT, lambda text: text.replace('"right": "', '"right": "00')),
    (Step.INCLUSION, lambda text: text.replace('index ', 'index 1')),
])  # fmt: skip
def test_a_changed_receipt_does_not_prove(box, voter, step, change):
    changed = change(voter.votes(box, "1").text())
    assert check_ballot_receipt(read_ballot_receipt(changed), election=box.published)[step] is False


def test_a_box_keeps_its_name_when_the_service_moves_to_another_address(box, voter, settings):
    settings.BOX_NAME = "elsewhere.example/balsosana"
    assert set(proved(box, voter.votes(box, "1")).values()) == {True}
