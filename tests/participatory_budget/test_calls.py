"""A call: what the law refuses, what is fixed once voting opens, and who may do any of it."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from balss.core.calendar import start_of_day
from balss.ledger.models import Entry
from balss.participation.models import Opportunity
from balss.participatory_budget import services
from balss.participatory_budget.models import Ballot, Call, Phase, Project
from balss.participatory_budget.queries.elections import election_of, elections_open
from balss.participatory_budget.queries.legal import clocks_of, least_money
from balss.participatory_budget.services import AreaContent, Results, Revenue
from balss.participatory_budget.services.refusals import (
    AreasDoNotAddUp,
    BallotFixed,
    BallotMissing,
    Missing,
    MoneyTooLittle,
    MostWinnersNotHeeded,
    NothingToChoose,
    NotInThatState,
    NotLater,
    NotPublishable,
    OnlyForMunicipalities,
    PeriodTooShort,
    PointMissing,
    RevenueMissing,
    SharesOfOneChoice,
    TimesOutOfOrder,
    TooLate,
    UnfitWorth,
    UnknownTies,
)
from balss.participatory_budget.services.results import ResultsDoNotFit
from balss.shared.permissions import NotAllowed
from tests.participatory_budget.conftest import (
    AFTER_VOTING,
    IDEAS_OPEN,
    IN_IDEAS,
    IN_VETTING,
    IN_VOTING,
    NOW,
    VOTE_CLOSES,
    VOTE_OPENS,
    make_project,
)


def faults(draft, official, **content):
    """What stands in the way once the draft says this."""
    version = Call.objects.get(pk=draft.pk).version
    changed = services.change_call(call=draft, content=content, version=version, by=official, now=NOW)
    return services.faults_of_call(changed, NOW)


def test_a_call_within_the_law_is_published(draft, official):
    assert services.faults_of_call(draft, NOW) == []
    call = services.publish_call(call=draft, by=official, now=NOW)
    assert (call.state, call.phase(NOW), call.phase(IN_IDEAS)) == ("published", Phase.COMING, Phase.IDEAS)
    entry = Entry.objects.get(action="participatory_budget.call_published")
    assert json.loads(entry.content.body)["money_cents"] == 1_200_000


def test_the_least_money_is_half_a_per_cent_of_the_average_to_the_cent(draft):
    """(230 + 230 + 230) / 3 = 230 million cents; 0.5 % are 1 150 000."""
    assert least_money(draft).cents == 1_150_000


def test_the_least_money_is_rounded_up(draft, official):
    revenues = [Revenue(2023, 100, 0), Revenue(2024, 100, 0), Revenue(2025, 101, 0)]
    services.set_revenues(call=draft, revenues=revenues, by=official, now=NOW)
    assert least_money(draft).cents == 1  # 0.5017 cents


def test_less_than_half_a_per_cent_is_refused_with_the_article(draft, official):
    services.set_areas(call=draft, areas=[AreaContent("Viss", 1_149_999)], by=official, now=NOW)
    (fault,) = faults(draft, official, money_cents=1_149_999)
    assert isinstance(fault, MoneyTooLittle)
    assert "11\xa0500\xa0€" in fault.message
    assert "59. panta otrā daļa" in fault.message


def test_what_another_call_of_the_year_has_counts_too(draft, official, make_call):
    make_call("Pavasara", money_cents=1_000_000)
    services.set_areas(call=draft, areas=[AreaContent("Viss", 150_000)], by=official, now=NOW)
    assert faults(draft, official, money_cents=150_000) == []
    Call.objects.filter(title="Pavasara").update(year=2025)
    assert [type(each) for each in services.faults_of_call(Call.objects.get(pk=draft.pk), NOW)] == [MoneyTooLittle]


@pytest.mark.parametrize("years", [(2024, 2025), (2022, 2024, 2025), (2024, 2025, 2026)])
def test_revenue_of_the_three_years_before_is_needed(draft, official, years):
    services.set_revenues(call=draft, revenues=[Revenue(y, 1, 1) for y in years], by=official, now=NOW)
    assert [type(each) for each in services.faults_of_call(draft, NOW)] == [RevenueMissing]


def test_areas_share_all_of_the_money(draft, official):
    services.set_areas(call=draft, areas=[AreaContent("Viss", 1_199_999)], by=official, now=NOW)
    assert [type(each) for each in services.faults_of_call(draft, NOW)] == [AreasDoNotAddUp]


def test_ideas_are_taken_for_thirty_days(draft, official):
    """From 2 February the thirtieth day after it is 4 March: closing a day before is refused, with the article."""
    (fault,) = faults(draft, official, ideas_close_at=start_of_day(date(2026, 3, 4)))
    assert (type(fault), fault.rule.id, fault.earliest) == (PeriodTooShort, "pb.submission", date(2026, 3, 4))
    assert "61. panta 3. punkts" in fault.message


def test_voting_lasts_fourteen_days(draft, official):
    assert faults(draft, official, voting_closes_at=start_of_day(VOTE_OPENS + timedelta(days=15))) == []
    (fault,) = faults(draft, official, voting_closes_at=start_of_day(VOTE_OPENS + timedelta(days=14)))
    assert (type(fault), fault.rule.id, fault.earliest) == (PeriodTooShort, "pb.vote", VOTE_OPENS + timedelta(days=14))


def test_a_call_published_late_has_its_period_from_then(draft):
    late = start_of_day(IDEAS_OPEN + timedelta(days=1))
    assert [type(each) for each in services.faults_of_call(draft, late)] == [PeriodTooShort]


def test_times_follow_each_other(draft, official):
    assert [type(each) for each in faults(draft, official, results_by_date=date(2026, 5, 18))] == [TimesOutOfOrder]


def test_each_setting_cites_the_rules_of_the_municipality(draft, official, content):
    (fault,) = faults(draft, official, points=content["points"] | {"counting": " "})
    assert (type(fault), fault.field) == (PointMissing, "counting")


def test_everything_missing_is_told_at_once(municipality, official):
    empty = services.start_call(
        institution=municipality, content={"title": "Tukšs", "year": 2026}, by=official, now=NOW
    )
    with pytest.raises(NotPublishable) as refused:
        services.publish_call(call=empty, by=official, now=NOW)
    missing = {fault.field for fault in refused.value.faults if isinstance(fault, Missing)}
    assert {"summary", "criteria", "contest_how", "voting_opens_at", "money_cents"} <= missing


def test_a_ministry_has_no_participatory_budget(draft, official, again):
    draft.institution.kind = "ministry"
    draft.institution.save()
    assert [type(each) for each in services.faults_of_call(again(draft), NOW)] == [OnlyForMunicipalities]


def test_it_stands_in_the_feed_to_propose_and_later_to_vote(call, project, official):
    shown = Opportunity.objects.get(origin="participatory_budget")
    assert (shown.kind, shown.closes_at, shown.address) == (
        "budget_ideas",
        call.ideas_close_at,
        call.get_absolute_url(),
    )
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    vote = Opportunity.objects.get(origin="participatory_budget", kind="budget_vote")
    assert (vote.opens_at, vote.closes_at) == (call.voting_opens_at, call.voting_closes_at)


def test_what_is_called_off_says_why_in_the_feed(call, official):
    services.cancel_call(call=call, reason="Dome mainīja budžetu.", by=official, now=IN_IDEAS)
    shown = Opportunity.objects.get(origin="participatory_budget")
    assert (shown.state, shown.withdrawn_reason) == ("withdrawn", "Dome mainīja budžetu.")


# Ballot


def test_the_ballot_may_change_until_voting_opens_and_each_change_is_told(call, official, ballot_content, project):
    services.set_ballot(call=call, content=ballot_content | {"most_choices": 5}, by=official, now=IN_VETTING)
    entry = Entry.objects.get(action="participatory_budget.ballot_changed")
    assert json.loads(entry.content.body)["most_choices"] == 5
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    with pytest.raises(BallotFixed):
        services.set_ballot(call=call, content=ballot_content, by=official, now=call.voting_opens_at)
    assert Ballot.objects.get().most_choices == 5


def test_the_ballot_never_changes_afterwards(listed, official, ballot_content):
    for moment in (IN_VOTING, AFTER_VOTING):
        with pytest.raises(BallotFixed):
            services.set_ballot(call=listed, content=ballot_content | {"most_choices": 9}, by=official, now=moment)


def test_equal_shares_of_one_choice_is_refused(draft, official):
    content = {"form": "choose_one", "rule": "equal-shares", "tie_order": "cost,id"}
    with pytest.raises(SharesOfOneChoice):
        services.set_ballot(call=draft, content=content, by=official, now=NOW)


@pytest.mark.parametrize("ties", ["", "nejauši", "lot:"])
def test_an_order_of_ties_that_cannot_be_counted_is_refused(draft, official, ballot_content, ties):
    with pytest.raises(UnknownTies):
        services.set_ballot(call=draft, content=ballot_content | {"tie_order": ties}, by=official, now=NOW)


def test_points_need_their_number_and_other_ballots_have_none(draft, official, ballot_content):
    with pytest.raises(Missing):
        services.set_ballot(call=draft, content=ballot_content | {"form": "points"}, by=official, now=NOW)
    ballot = services.set_ballot(call=draft, content=ballot_content | {"points": 7}, by=official, now=NOW)
    assert (ballot.points, ballot.utility) == (None, "cost")
    given = services.set_ballot(
        call=draft, content=ballot_content | {"form": "points", "points": 7}, by=official, now=NOW
    )
    assert (given.points, given.utility) == (7, "points")


@pytest.fixture
def uncapped(call):
    call.categories.update(most_cents=None)
    return call


def test_what_is_not_sent_of_the_ballot_stays_as_it_is(uncapped, official, again):
    shares = {"rule": "equal-shares-add1", "utility": "cardinality", "completion": "greedy", "comparison": True}
    services.set_ballot(call=uncapped, content=shares, by=official, now=IN_VETTING)
    ballot = services.set_ballot(call=uncapped, content={"most_choices": 2}, by=official, now=IN_VETTING)
    assert {name: getattr(again(ballot), name) for name in shares} == shares
    entry = Entry.objects.filter(action="participatory_budget.ballot_changed").last()
    assert shares.items() <= json.loads(entry.content.body).items()


def test_another_form_of_ballot_and_another_rule_leave_nothing_that_does_not_fit(uncapped, official):
    shares = {"rule": "equal-shares", "completion": "greedy", "comparison": True, "utility": "cardinality"}
    services.set_ballot(call=uncapped, content=shares, by=official, now=IN_VETTING)
    points = services.set_ballot(call=uncapped, content={"form": "points", "points": 5}, by=official, now=IN_VETTING)
    assert (points.utility, points.completion) == ("points", "greedy")
    greedy = services.set_ballot(call=uncapped, content={"rule": "greedy"}, by=official, now=IN_VETTING)
    assert (greedy.completion, greedy.comparison) == ("none", False)


@pytest.mark.parametrize("utility", ["points", "borda"])
def test_what_ballots_do_not_say_no_winner_counts_for(draft, official, ballot_content, utility):
    with pytest.raises(UnfitWorth):
        services.set_ballot(call=draft, content=ballot_content | {"utility": utility}, by=official, now=NOW)


def test_a_limit_on_winners_goes_with_no_equal_shares(uncapped, official):
    content = {"rule": "equal-shares", "most_winners": 1}
    with pytest.raises(MostWinnersNotHeeded):
        services.set_ballot(call=uncapped, content=content, by=official, now=IN_VETTING)


# The list of projects and the election


@pytest.fixture
def project(call):
    return make_project(call, 1)


def test_the_list_needs_the_ballot_and_something_to_choose(draft, official, ballot_content):
    call = services.publish_call(call=draft, by=official, now=NOW)
    make = services.publish_projects
    with pytest.raises(BallotMissing):
        make(call=call, by=official, now=IN_VETTING)
    services.set_ballot(call=call, content=ballot_content, by=official, now=IN_VETTING)
    with pytest.raises(NothingToChoose):
        make(call=call, by=official, now=IN_VETTING)


def test_the_list_is_not_published_while_ideas_are_taken_nor_twice(call, project, official):
    with pytest.raises(NotInThatState):
        services.publish_projects(call=call, by=official, now=IN_IDEAS)
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    with pytest.raises(NotInThatState):
        services.publish_projects(call=call, by=official, now=IN_VETTING)


def test_without_its_list_in_time_voting_does_not_open(call, project, official):
    assert (call.phase(IN_VOTING), elections_open(IN_VOTING)) == (Phase.VETTING, [])
    with pytest.raises(TooLate):
        services.publish_projects(call=call, by=official, now=call.voting_opens_at)
    times = {
        "voting_opens_at": start_of_day(date(2026, 6, 1)), "voting_closes_at": start_of_day(date(2026, 6, 16)),
        "results_by_date": date(2026, 6, 30),
    }  # fmt: skip
    later = services.prolong(call=call, times=times, reason="Nepaspējām.", by=official, now=IN_VOTING)
    services.publish_projects(call=later, by=official, now=IN_VOTING)


def test_an_election_is_what_was_published(listed, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        election = election_of(listed.election_id)
    assert [(each.id, each.cost_cents, each.area) for each in election.projects] == [
        ("1", 100_000, 1), ("2", 500_000, 2), ("3", 600_000, 1),
    ]  # fmt: skip
    assert (election.form, election.most_choices, election.rule, election.tie_order) == (
        "approval", 3, "greedy", "cost,id",
    )  # fmt: skip
    opens, closes = listed.voting_opens_at, listed.voting_closes_at
    tick = timedelta(microseconds=1)
    assert [election.is_open(at) for at in (opens - tick, opens, closes - tick, closes)] == [False, True, True, False]
    assert [elections_open(at) for at in (opens - tick, opens, closes)] == [[], [listed.election_id], []]


def test_there_is_no_election_before_its_list_nor_of_nothing(call):
    assert (election_of(call.election_id), election_of(uuid4())) == (None, None)


def test_an_election_called_off_is_not_open(listed, official):
    services.cancel_call(call=listed, reason="Kļūda sarakstā.", by=official, now=IN_VOTING)
    assert not election_of(listed.election_id).is_open(IN_VOTING)
    assert elections_open(IN_VOTING) == []


# Times


def test_times_move_to_later_only_and_none_that_has_come(call, official):
    def moved(now, **times):
        return services.prolong(call=call, times=times, reason="Lūdza vairāk laika.", by=official, now=now)

    with pytest.raises(NotLater):
        moved(IN_IDEAS, ideas_close_at=call.ideas_close_at - timedelta(days=1))
    with pytest.raises(NotInThatState):
        moved(IN_IDEAS, ideas_open_at=call.ideas_open_at + timedelta(days=1))
    with pytest.raises(NotInThatState):
        moved(IN_VETTING, ideas_close_at=call.ideas_close_at + timedelta(days=30))
    with pytest.raises(PeriodTooShort):
        moved(IN_IDEAS, voting_opens_at=call.voting_opens_at + timedelta(days=3))
    longer = moved(IN_IDEAS, ideas_close_at=call.ideas_close_at + timedelta(days=7))
    assert Opportunity.objects.get(kind="budget_ideas").closes_at == longer.ideas_close_at


# Results


RESULTS = Results(voters=40, votes={"1": 12, "2": 30, "3": 20}, chosen=["2", "3", "1"])


def test_results_are_announced_once_and_only_after_voting(listed, official, again):
    for early in (IN_VETTING, IN_VOTING, listed.voting_closes_at - timedelta(microseconds=1)):
        with pytest.raises(NotInThatState):
            services.announce_results(call=listed, results=RESULTS, by=official, now=early)
    call = services.announce_results(call=listed, results=RESULTS, by=official, now=AFTER_VOTING)
    assert (call.phase(AFTER_VOTING), call.voters) == (Phase.CARRYING_OUT, 40)
    assert [(p.number, p.votes, p.rank, p.state) for p in call.projects.all()] == [
        (1, 12, 3, "chosen"), (2, 30, 1, "chosen"), (3, 20, 2, "chosen"),
    ]  # fmt: skip
    with pytest.raises(NotInThatState):
        services.announce_results(call=call, results=RESULTS, by=official, now=AFTER_VOTING)


@pytest.mark.parametrize(
    "wrong",
    [
        Results(40, {"1": 12, "2": 30}, ["2"]),
        Results(40, {"1": 1, "2": 1, "3": 1, "4": 1}, ["2"]),
        Results(40, {"1": 1, "2": 1, "3": 1}, ["2", "2"]),
        Results(40, {"1": 1, "2": 1, "3": 1}, ["9"]),
    ],
)
def test_results_of_another_list_are_refused(listed, official, again, wrong):
    with pytest.raises(ResultsDoNotFit):
        services.announce_results(call=listed, results=wrong, by=official, now=AFTER_VOTING)
    assert again(listed).results_announced_at is None


def test_results_that_cost_more_than_a_category_may_are_refused(listed, official):
    listed.projects.exclude(number=1).update(category=listed.categories.get())  # 11 000 € of at most 5 000 €
    with pytest.raises(ResultsDoNotFit, match="Bērniem"):
        services.announce_results(call=listed, results=RESULTS, by=official, now=AFTER_VOTING)


def test_more_winners_than_an_area_can_have_are_refused(listed, official):
    services.set_ballot(call=listed, content={"most_winners": 1}, by=official, now=IN_VETTING)
    with pytest.raises(ResultsDoNotFit, match="Ziedu pilsēta"):
        services.announce_results(call=listed, results=RESULTS, by=official, now=AFTER_VOTING)


def test_results_that_cost_more_than_an_area_has_are_refused(listed, official):
    Project.objects.filter(number=1).update(cost_cents=100_001)
    with pytest.raises(ResultsDoNotFit, match="Ziedu pilsēta"):
        services.announce_results(call=listed, results=RESULTS, by=official, now=AFTER_VOTING)


def test_carrying_out_begins_within_three_months_and_ends_within_two_years(listed, official):
    """Announced on 20 May 2026: by 20 August 2026, and 20 May 2028, a Saturday: the next working day is Monday."""
    call = services.announce_results(call=listed, results=RESULTS, by=official, now=AFTER_VOTING)
    clocks = clocks_of(call.projects.get(number=2), today=date(2026, 8, 21))
    assert (clocks.start.due.date, clocks.start.left, clocks.start.is_late) == (date(2026, 8, 20), -1, True)
    assert (clocks.finish.due.date, clocks.finish.is_late) == (date(2028, 5, 22), False)


# The database


@pytest.mark.parametrize(
    "wrong",
    [
        {"published_at": None},
        {"voting_opens_at": start_of_day(IDEAS_OPEN)},
        {"voting_closes_at": start_of_day(VOTE_OPENS)},
        {"state": "cancelled"},
        {"results_announced_at": start_of_day(VOTE_CLOSES) + timedelta(days=1)},
        {"projects_published_at": start_of_day(VOTE_OPENS)},
        {"smallest_cents": 5, "largest_cents": 4},
    ],
)
def test_what_must_not_be_is_refused_by_the_database(call, wrong):
    with pytest.raises(IntegrityError):
        Call.objects.filter(pk=call.pk).update(**wrong)


# Who may


DEEDS = {
    "change": lambda call, by: services.change_call(call=call, content={}, version=call.version, by=by, now=IN_IDEAS),
    "areas": lambda call, by: services.set_areas(call=call, areas=[], by=by, now=NOW),
    "categories": lambda call, by: services.set_categories(call=call, categories=[], by=by, now=NOW),
    "revenues": lambda call, by: services.set_revenues(call=call, revenues=[], by=by, now=NOW),
    "publish": lambda call, by: services.publish_call(call=call, by=by, now=NOW),
    "prolong": lambda call, by: services.prolong(call=call, times={}, reason="Tā.", by=by, now=IN_IDEAS),
    "cancel": lambda call, by: services.cancel_call(call=call, reason="Tā.", by=by, now=IN_IDEAS),
    "discard": lambda call, by: services.discard_call(call=call, by=by, now=NOW),
    "ballot": lambda call, by: services.set_ballot(call=call, content={}, by=by, now=IN_IDEAS),
    "list": lambda call, by: services.publish_projects(call=call, by=by, now=IN_VETTING),
    "withdraw": lambda call, by: services.withdraw_project(
        project=call.projects.get(number=1), reason="Tā.", by=by, now=IN_VETTING
    ),
    "results": lambda call, by: services.announce_results(call=call, results=RESULTS, by=by, now=AFTER_VOTING),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_but_an_official_of_the_municipality_does_it(listed, outsiders, again, deed):
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            DEEDS[deed](listed, outsider)
    assert again(listed).version == listed.version


def test_nobody_begins_a_call_of_another_municipality(municipality, outsiders, content):
    for outsider in outsiders:
        with pytest.raises(NotAllowed):
            services.start_call(institution=municipality, content=content, by=outsider, now=NOW)
    assert Call.objects.count() == 0
