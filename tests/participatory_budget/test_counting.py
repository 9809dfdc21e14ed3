"""Counting: after the sealing and once, by the round's rule; what is published betrays nobody."""

import json

import pytest

from balss.box.models import Ballot as KeptBallot
from balss.box.queries import NotSealed, ballots_in, box_of, days_of, published_box
from balss.cli import main
from balss.core.vote.published import Found, read_published_box
from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participatory_budget import services
from balss.participatory_budget.models import AreaCount, BallotFile, Count, Project
from balss.participatory_budget.services import CategoryContent, Results
from balss.participatory_budget.services.refusals import CapsNotHeeded, NotInThatState
from balss.participatory_budget.services.results import CountedHere, NotCounted
from balss.shared.permissions import SYSTEM, NotAllowed
from balss.voting.models import Election
from balss.voting.queries import balance_of
from tests.core.count.elections import errors_of
from tests.participatory_budget.conftest import AFTER_VOTING, IN_VETTING, IN_VOTING, NOW

SHARES = {"rule": "equal-shares", "tie_order": "cost,votes,number"}
TWENTY = [("1",)] * 10 + [("1", "3")] * 10  # in the first area: 1 costs 1 000 €, 3 costs 6 000 €, of 7 000 €


def count_of(call, number):
    return AreaCount.objects.get(count=call.pk, number=number)


def publish(call, official):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("balss.participatory_budget.services.results.transaction.on_commit", lambda then: then())
        return services.publish_count(call=call, by=official, now=AFTER_VOTING)


# Before the closing nobody is told anything


def test_nothing_is_counted_before_the_box_is_sealed_for_nobody(listed, cast_votes, official):
    cast_votes(("1",), ("2",))
    election, box = Election.objects.get(), box_of(listed.election_id)
    asked = [
        lambda: services.count_call(listed, now=IN_VOTING), lambda: services.count_call(listed, now=AFTER_VOTING),
        lambda: balance_of(election), lambda: days_of(box), lambda: list(ballots_in(box)), lambda: published_box(box),
    ]  # fmt: skip
    for ask in asked:
        with pytest.raises(NotSealed):
            ask()
    services.count_sealed(by=SYSTEM, now=AFTER_VOTING)
    assert not Count.objects.exists()


def test_nobody_but_the_system_has_votes_counted(listed, official, outsiders):
    for by in (official, *outsiders):
        for service in (services.count_sealed, services.show_announced):
            with pytest.raises(NotAllowed):
                service(by=by, now=AFTER_VOTING)


def test_before_the_count_nothing_can_be_published(listed, cast_votes, official):
    cast_votes(("1",))
    for now, error in ((IN_VOTING, NotInThatState), (AFTER_VOTING, NotCounted)):
        with pytest.raises(error):
            services.publish_count(call=listed, by=official, now=now)


# The count


def test_each_area_is_counted_from_its_own_ballots_and_money(listed, cast_votes, close):
    cast_votes(("1", "3"), ("3",), ("2",))
    close()
    first, second = count_of(listed, 1), count_of(listed, 2)
    assert (first.voters, first.trace["votes"], first.trace["selected"]) == (2, {"1": 1, "3": 2}, ["3", "1"])
    assert (second.voters, second.trace["votes"], second.trace["selected"]) == (1, {"2": 1}, ["2"])
    count = Count.objects.get()
    assert (count.voters, count.may_vote, count.days) == (
        3, None, [{"day": "2026-05-11", "channel": "service", "given": 3, "cast": 3}],
    )  # fmt: skip


def test_counting_again_changes_nothing(listed, cast_votes, close):
    cast_votes(*TWENTY)
    close()
    before = (Count.objects.get().counted_at, BallotFile.objects.get().text)
    services.count_sealed(by=SYSTEM, now=AFTER_VOTING)
    services.count_call(listed, now=AFTER_VOTING)
    assert (Count.objects.get().counted_at, BallotFile.objects.get().text) == before


def test_where_nobody_voted_nothing_is_chosen(listed, cast_votes, close):
    cast_votes(("1",))
    close()
    assert (count_of(listed, 2).voters, count_of(listed, 2).trace["selected"]) == (0, [])


def test_how_near_losers_came_is_counted_once_and_kept(listed, cast_votes, close):
    make = [("1", "3")] * 3 + [("1",)] * 2
    Project.objects.filter(number=1).update(cost_cents=200_000)
    cast_votes(*make)
    close()
    trace = count_of(listed, 1).trace  # 7 000 €: 1 (5 votes, 2 000 €) leaves 5 000 €, and 3 costs 6 000 €
    (loser,) = trace["losers"]
    assert (trace["selected"], loser["project"], loser["cheaper"], loser["more_voters"]) == (["1"], "3", 1_000, 3)


@pytest.mark.parametrize(
    ("said", "ballots", "points", "selected"),
    [
        ({"form": "choose_one"}, [("3",), ("3",), ("1",)], (), ["3", "1"]),
        ({"form": "points", "points": 5}, [("1", "3"), ("3",)], [(3, 2), (2,)], ["3", "1"]),
        ({"form": "ranking"}, [("3", "1"), ("3",)], (), ["3", "1"]),
        ({"rule": "equal-shares", "tie_order": "cost,votes,number"}, [("1",)] * 2 + [("3",)] * 5, (), ["1"]),
        ({"rule": "equal-shares-add1", "tie_order": "cost,votes,number"}, [("1", "3")] * 3, (), ["1", "3"]),
        (SHARES | {"completion": "greedy"}, [("1",)] * 2 + [("3",)] * 5, (), ["1", "3"]),
        (SHARES | {"completion": "greedy"}, [("1",)] * 7, (), ["1"]),  # nobody chose 3
        (SHARES | {"comparison": True}, [("1",)] * 2 + [("3",)] * 5, (), ["3", "1"]),
        (SHARES | {"completion": "greedy-welfare", "utility": "cardinality"}, [("1",)] + [("3",)] * 5, (), ["1", "3"]),
        ({"rule": "greedy-threshold", "threshold": 2}, [("3",), ("3",), ("1",)], (), ["3"]),
    ],
)
def test_each_rule_and_form_is_counted_as_it_was_published(
    listed, arranged, cast_votes, close, official, ballot_content, said, ballots, points, selected
):
    listed.categories.update(most_cents=None)
    services.set_ballot(call=listed, content=ballot_content | said, by=official, now=IN_VETTING)
    cast_votes(*ballots, points=points)
    close()
    assert count_of(listed, 1).trace["selected"] == selected


def test_as_cities_count_with_raised_shares_completion_and_comparison(
    listed, arranged, cast_votes, close, official, at, tmp_path, capsys
):
    content = SHARES | {"rule": "equal-shares-add1", "completion": "greedy", "comparison": True}
    listed.categories.update(most_cents=None)
    Project.objects.filter(number=3).update(cost_cents=650_000)  # 6 000 € are left when 1 is bought
    services.set_ballot(call=listed, content=content, by=official, now=IN_VETTING)
    cast_votes(*[("1",)] * 15, *[("3",)] * 8)
    close()
    text = BallotFile.objects.get().text
    (tmp_path / "1.pb").write_text(text)
    assert main(["count", str(tmp_path / "1.pb"), "--json"]) == 0
    told, kept = json.loads(capsys.readouterr().out), count_of(listed, 1).trace
    assert (told["selected"], told["parameters"], told["comparison"]) == (
        ["1"], kept["parameters"], {"prefer_shares": 0, "prefer_greedy": 0, "indifferent": 23, "greedy_taken": False},
    )  # fmt: skip
    assert {"completion": "greedy", "comparison": True, "threshold": "1"}.items() <= kept["parameters"].items()
    assert errors_of(text) == {}
    services.publish_count(call=listed, by=official, now=AFTER_VOTING)
    page = at(AFTER_VOTING).get(f"{listed.get_absolute_url()}rezultati/").content.decode().replace("\xa0", " ")
    for words in (
        "Atlikušo naudu piešķīra projektiem ar lielāko balsu skaitu, cik pietika.",
        "Tāpēc uzvarēja Vienādo daļu metodes projekti.",
        "Kad dalīja atlikušo naudu, projekta kārtā bija atlikuši 6 000 €.",
    ):
        assert words in page


def test_where_winners_by_votes_were_taken_losers_are_told_their_turn_by_votes(
    listed, arranged, cast_votes, close, official, at
):
    listed.categories.update(most_cents=None)
    Project.objects.filter(number=3).update(cost_cents=650_000)
    services.set_ballot(call=listed, content=SHARES | {"comparison": True}, by=official, now=IN_VETTING)
    cast_votes(*[("1",)] * 4, *[("3",)] * 16)  # a share is 350 €: 1 is paid for, and 3 not
    close()
    assert count_of(listed, 1).trace["selected"] == ["3"]
    services.publish_count(call=listed, by=official, now=AFTER_VOTING)
    page = at(AFTER_VOTING).get(f"{listed.get_absolute_url()}rezultati/").content.decode().replace("\xa0", " ")
    assert "Tāpēc uzvarēja projekti pēc balsu vairākuma." in page
    assert "Kad pienāca tā kārta, bija atlikuši 500 €, bet tas maksā 1 000 €." in page


def test_where_one_project_of_an_area_wins_the_file_says_so_and_gives_the_same(
    listed, arranged, cast_votes, close, official, at, tmp_path, capsys
):
    services.set_ballot(call=listed, content={"most_winners": 1}, by=official, now=IN_VETTING)
    cast_votes(*[("1", "3")] * 12, *[("3",)] * 9, ("2",))  # both of the first area would have had their money
    close()
    first, second = count_of(listed, 1), count_of(listed, 2)
    assert (first.trace["selected"], second.trace["selected"]) == (["3"], ["2"])
    (loser,) = first.trace["losers"]
    assert (loser["verdict"], loser["more_voters"], loser["cheaper"]) == ("places-taken", 9, None)
    text = BallotFile.objects.get(counted=first).text
    (tmp_path / "1.pb").write_text(text)
    assert main(["count", str(tmp_path / "1.pb"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["selected"], told["parameters"]["most_winners"], errors_of(text)) == (["3"], "1", {})
    services.publish_count(call=listed, by=official, now=AFTER_VOTING)
    page = at(AFTER_VOTING).get(f"{listed.get_absolute_url()}rezultati/").content.decode()
    assert "jau bija izraudzīts tik daudz tās teritorijas projektu, cik var uzvarēt" in page


def test_anybody_counts_the_published_file_and_gets_the_same(listed, cast_votes, close, official, tmp_path, capsys):
    cast_votes(*TWENTY)
    close()
    (tmp_path / "1.pb").write_text(BallotFile.objects.get().text)
    assert main(["count", str(tmp_path / "1.pb"), "--json", "--trace"]) == 0
    told, kept = json.loads(capsys.readouterr().out), count_of(listed, 1).trace
    same = ("rule", "parameters", "selected", "total_cost", "voters", "budget")
    assert {name: told[name] for name in same} == {name: kept[name] for name in same}


def test_checker_of_pabulib_accepts_what_is_published(listed, cast_votes, close):
    Project.objects.filter(number=3).update(cost_cents=650_000)
    cast_votes(*TWENTY)
    close()
    text = BallotFile.objects.get().text
    assert ("1;1000;20;Projekts 1;1" in text, "3;6500;10;Projekts 3;0" in text, errors_of(text)) == (True, True, {})


def test_a_project_that_nobody_chose_does_not_win_though_there_is_money(listed, cast_votes, close):
    cast_votes(*[("1",)] * 20)
    close()
    assert count_of(listed, 1).trace["selected"] == ["1"]


# Caps of categories


def test_a_cap_that_spans_areas_is_kept_to_by_counting_the_whole_round(listed, cast_votes, close, official):
    """Children's projects may cost 5 000 € together: 2 has more votes than 1 and takes all of it."""
    listed.projects.filter(number__in=(1, 2)).update(category=listed.categories.get())
    cast_votes(*[("2",)] * 3, *[("1", "3")] * 2)
    close()
    whole = AreaCount.objects.get()
    assert (whole.number, whole.area, whole.voters, whole.trace["selected"]) == (0, None, 5, ["2", "3"])
    assert {each["project"]: each["verdict"] for each in whole.trace["losers"]} == {"1": "over-cap"}
    call = publish(listed, official)
    assert list(call.projects.filter(is_chosen=True).order_by("rank").values_list("number", flat=True)) == [2, 3]


@pytest.mark.parametrize("rule", ["equal-shares", "equal-shares-add1", "greedy-no-skip"])
def test_a_rule_that_keeps_to_no_cap_is_refused_with_one(draft, call, official, ballot_content, rule):
    with pytest.raises(CapsNotHeeded):
        services.set_ballot(call=call, content=ballot_content | {"rule": rule}, by=official, now=NOW)


def test_a_draft_with_cap_and_such_a_rule_is_not_published(draft, official, ballot_content):
    services.set_categories(call=draft, categories=[CategoryContent("Bērniem")], by=official, now=NOW)
    services.set_ballot(call=draft, content=ballot_content | {"rule": "equal-shares"}, by=official, now=NOW)
    services.set_categories(call=draft, categories=[CategoryContent("Bērniem", most_cents=5)], by=official, now=NOW)
    assert [type(each) for each in services.faults_of_call(draft, NOW)] == [CapsNotHeeded]


# Secrecy of what is published


@pytest.mark.parametrize(
    ("ballots", "percent", "shown"),
    [
        ([("1",)] * 19, 75, False),  # one voter too few
        ([("1",)] * 20, 75, True),
        ([("1",)] * 19 + [("3",)], 5, True),  # one of twenty is unique: exactly five per cent
        ([("1",)] * 19 + [("3",)], 4, False),
    ],
)
def test_ballots_are_published_at_the_border_and_not_beyond_it(
    listed, arranged, cast_votes, close, official, ballot_content, ballots, percent, shown
):
    said = ballot_content | {"most_unique_percent": percent}
    services.set_ballot(call=listed, content=said, by=official, now=IN_VETTING)
    receipts = cast_votes(*ballots)
    close()
    call = publish(listed, official)
    counted = count_of(call, 1)
    assert (counted.shows_ballots, counted.unique) == (shown, len(set(ballots)) - 1)
    assert BallotFile.objects.filter(counted=counted).exists() == shown
    public = read_published_box("".join(published_box(box_of(call.election_id))))
    assert {each.ballot is not None for each in public.ballots} == {shown}
    assert {public.find(receipt) for receipt in receipts} == {Found.THERE}
    assert public.faults(box_of(call.election_id).published) == []


def test_of_two_areas_only_the_one_with_voters_enough_is_shown(listed, cast_votes, close, official):
    cast_votes(*TWENTY, ("2",))
    close()
    call = publish(listed, official)
    box = box_of(call.election_id)
    shown = [each.ballot.choices for each in read_published_box("".join(published_box(box))).ballots if each.ballot]
    assert (len(shown), ("2",) in shown, KeptBallot.objects.count()) == (20, False, 21)
    assert [each.counted.number for each in BallotFile.objects.all()] == [1]


def test_before_an_official_publishes_the_box_shows_hashes_alone(listed, cast_votes, close):
    cast_votes(*TWENTY)
    close()
    public = read_published_box("".join(published_box(box_of(listed.election_id))))
    assert {each.ballot for each in public.ballots} == {None}


def test_ballots_that_a_dying_process_did_not_show_are_shown_by_the_job(listed, cast_votes, close, official):
    cast_votes(*TWENTY)
    close()
    services.publish_count(call=listed, by=official, now=AFTER_VOTING)  # on_commit never comes within a test
    assert box_of(listed.election_id).shown_areas is None
    services.show_announced(by=SYSTEM, now=AFTER_VOTING)
    assert box_of(listed.election_id).shown_areas == ["1"]


# Publishing


def test_an_official_publishes_the_count_once_and_followers_are_told(
    listed, cast_votes, close, official, outsiders, again
):
    cast_votes(("1", "3"), ("3",), ("2",))
    close()
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            services.publish_count(call=listed, by=outsider, now=AFTER_VOTING)
    call = publish(listed, official)
    assert (call.voters, [(each.number, each.votes, each.rank) for each in call.projects.all()]) == (
        3, [(1, 1, 2), (2, 1, 3), (3, 2, 1)],
    )  # fmt: skip
    entry = json.loads(Entry.objects.get(action="participatory_budget.results_announced").content.body)
    assert entry["chosen"] == ["3", "1", "2"]
    with pytest.raises(NotInThatState):
        services.publish_count(call=listed, by=official, now=AFTER_VOTING)


def test_where_people_voted_here_no_other_results_are_announced(listed, cast_votes, close, official, again):
    results = Results(voters=40, votes={"1": 12, "2": 30, "3": 20}, chosen=["2"])
    cast_votes(("1",))
    for sealed in (False, True):
        if sealed:
            close()
        with pytest.raises(CountedHere):
            services.announce_results(call=listed, results=results, by=official, now=AFTER_VOTING)
    assert (again(listed).results_announced_at, Notice.objects.filter(kind__endswith="results").count()) == (None, 0)


def test_where_nobody_voted_here_votes_counted_elsewhere_are_announced(listed, arranged, close, official):
    close()
    results = Results(voters=40, votes={"1": 12, "2": 30, "3": 20}, chosen=["2"])
    call = services.announce_results(call=listed, results=results, by=official, now=AFTER_VOTING)
    assert call.voters == 40


def test_a_round_called_off_is_not_counted(listed, cast_votes, close, official):
    cast_votes(("1",))
    services.cancel_call(call=listed, reason="Kļūda.", by=official, now=IN_VOTING)
    close()
    assert not Count.objects.exists()
