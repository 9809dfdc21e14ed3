"""A round opens its election: once, whoever asks how often, and what changes of the round changes there."""

import json
from datetime import date, timedelta

import pytest

from balss.box.queries import box_of
from balss.core.calendar import start_of_day
from balss.core.vote.paper import MOST_PROJECTS, Way
from balss.ledger.models import Entry
from balss.notices.models import Notice
from balss.participatory_budget import services
from balss.participatory_budget.queries.elections import election_of
from balss.participatory_budget.queries.papers import paper_of
from balss.participatory_budget.services.refusals import (
    BallotFixed,
    ListFixed,
    Missing,
    NothingToChoose,
    NotInThatState,
    NotLater,
    TooMany,
)
from balss.shared.permissions import SYSTEM, NotAllowed
from balss.voting.jobs import close_elections
from balss.voting.models import Election
from balss.voting.services import ElectionIsOver, NoIssuerKey
from balss.voting.services.keys import issuer_key
from tests.participatory_budget.conftest import AFTER_VOTING, IN_VETTING, IN_VOTING, VOTE_OPENS, make_project

ARRANGED = "voting.election_arranged"


def carry(now=IN_VETTING):
    services.carry_elections(by=SYSTEM, now=now)


def paper_in_box(call):
    return box_of(call.election_id).read_paper


def test_before_its_list_is_public_a_round_has_no_election(call):
    make_project(call, 1)
    carry()
    assert not Election.objects.exists()


def test_a_list_longer_than_a_paper_is_refused_and_one_as_long_has_its_election(call, official):
    for number in range(1, MOST_PROJECTS + 2):
        make_project(call, number)
    with pytest.raises(TooMany) as refused:
        services.publish_projects(call=call, by=official, now=IN_VETTING)
    assert ("501" in refused.value.message, "500" in refused.value.message) == (True, True)
    call.projects.filter(number=1).delete()
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    carry()
    assert len(paper_in_box(call).projects) == MOST_PROJECTS


def test_where_people_vote_elsewhere_a_list_may_be_longer_and_then_voting_does_not_come_here(call, official):
    for number in range(1, MOST_PROJECTS + 2):
        make_project(call, number)
    said = {"elsewhere": "Vietnē geolatvija.lv.", "elsewhere_point": "14. punkts"}
    services.set_ballot(call=call, content=said, by=official, now=IN_VETTING)
    services.publish_projects(call=call, by=official, now=IN_VETTING)
    with pytest.raises(TooMany):
        services.set_ballot(call=call, content={"elsewhere": ""}, by=official, now=IN_VETTING)


def test_the_election_stands_before_voting_opens_with_paper_and_keys_in_the_ledger(listed, arranged):
    assert (arranged.pk, arranged.title, arranged.page) == (listed.election_id, listed.title, listed.get_absolute_url())
    assert (arranged.opens_at, arranged.closes_at) == (listed.voting_opens_at, listed.voting_closes_at)
    assert (arranged.least_age, arranged.places, arranged.roll) == (16, ["Ziedu novads"], "claims")
    entry = json.loads(Entry.objects.get(action=ARRANGED).content.body)
    assert entry["opens_at"] == listed.voting_opens_at.isoformat()
    paper = paper_in_box(listed)
    assert (paper.way, paper.most, [each.name for each in paper.areas]) == (
        Way.SEVERAL, 3, ["Ziedu pilsēta", "Pagasti"],
    )  # fmt: skip
    assert [(each.id, each.area) for each in paper.projects] == [("1", "1"), ("2", "2"), ("3", "1")]


def test_asking_again_changes_and_records_nothing(arranged):
    paper, when = paper_in_box_of(arranged), (IN_VETTING, IN_VOTING, AFTER_VOTING)
    for now in when:
        carry(now)
    assert (Entry.objects.filter(action=ARRANGED).count(), paper_in_box_of(arranged)) == (1, paper)


def paper_in_box_of(election):
    return box_of(election.pk).paper


def test_after_missed_ticks_the_election_is_arranged_though_voting_has_opened(listed):
    carry(IN_VOTING)
    assert Election.objects.get().is_open(IN_VOTING)


def test_a_process_that_died_after_the_box_was_made_is_caught_up_with(listed, arranged):
    Election.objects.all().delete()  # what the second database would have without its commit
    carry(IN_VOTING)
    assert Election.objects.get().is_open(IN_VOTING)


@pytest.mark.slow
def test_several_workers_at_one_moment_arrange_it_once_and_count_it_once(installation):
    said = installation.run("from tests.participatory_budget.race import main; main()")
    assert json.loads(said.splitlines()[-1]) == {"recorded": 1, "is_open": True, "counts": 1}


def test_what_closed_without_an_election_gets_none(listed):
    carry(AFTER_VOTING)
    assert not Election.objects.exists()


def test_one_round_that_cannot_be_carried_keeps_no_other_waiting(listed, make_call, official, ballot_content):
    other = make_call("Bez projektiem", projects_published_at=IN_VETTING - timedelta(days=1))
    services.set_ballot(call=other, content=ballot_content, by=official, now=IN_VETTING)
    with pytest.raises(ExceptionGroup):
        carry()
    assert Election.objects.get().pk == listed.election_id


def test_ballot_changed_before_voting_opens_is_the_ballot_of_the_election(listed, arranged, official, ballot_content):
    services.set_ballot(call=listed, content=ballot_content | {"most_choices": 5}, by=official, now=IN_VETTING)
    assert paper_in_box(listed).most == 5
    with pytest.raises(BallotFixed):
        services.set_ballot(call=listed, content=ballot_content, by=official, now=IN_VOTING)
    carry(IN_VOTING)
    assert paper_in_box(listed).most == 5


@pytest.mark.parametrize(
    ("said", "way", "most"),
    [
        ({"form": "choose_one"}, Way.ONE, 0),
        ({"form": "approval", "most_choices": None}, Way.SEVERAL, 0),
        ({"form": "knapsack"}, Way.MONEY, 0),
        ({"form": "points", "points": 7, "most_choices": 3}, Way.POINTS, 7),
        ({"form": "ranking", "most_choices": 4}, Way.RANKING, 4),
    ],
)
def test_each_form_of_ballot_has_its_paper(listed, official, ballot_content, said, way, most):
    services.set_ballot(call=listed, content=ballot_content | said, by=official, now=IN_VETTING)
    paper = paper_of(election_of(listed.election_id))
    assert (paper.way, paper.most) == (way, most)


def test_the_list_of_voters_stays_when_the_paper_changes(listed, arranged, official, ballot_content):
    Election.objects.update(roll="list", roll_date=date(2026, 4, 1))
    services.set_ballot(call=listed, content=ballot_content | {"most_choices": 5}, by=official, now=IN_VETTING)
    assert Election.objects.get().roll_date == date(2026, 4, 1)


# Prolonged, called off, a project taken off


def test_voting_prolonged_while_it_goes_on_is_prolonged_in_roll_and_box(listed, arranged, official):
    until = listed.voting_closes_at + timedelta(days=5)
    times = {"voting_closes_at": until}
    services.prolong(call=listed, times=times, reason="Plūdi.", by=official, now=IN_VOTING)
    assert {Election.objects.get().closes_at, box_of(listed.election_id).closes_at} == {until}
    assert Entry.objects.filter(action="voting.election_prolonged").count() == 1
    with pytest.raises(NotLater):
        services.prolong(
            call=listed, times={"voting_closes_at": until - timedelta(days=1)}, reason="x", by=official, now=IN_VOTING
        )


def test_voting_that_is_over_is_not_opened_again(listed, arranged, official):
    times = {"voting_closes_at": listed.voting_closes_at + timedelta(days=5)}
    with pytest.raises(NotInThatState):
        services.prolong(call=listed, times=times, reason="x", by=official, now=listed.voting_closes_at)
    assert box_of(listed.election_id).closes_at == listed.voting_closes_at


def test_a_round_called_off_takes_no_vote_more_and_its_key_is_gone(listed, arranged, official):
    services.cancel_call(call=listed, reason="Kļūda sarakstā.", by=official, now=IN_VOTING)
    assert (Election.objects.get().is_open(IN_VOTING), box_of(listed.election_id).is_open(IN_VOTING)) == (False, False)
    with pytest.raises(NoIssuerKey):
        issuer_key(listed.election_id)
    carry(IN_VOTING)
    assert Entry.objects.filter(action="voting.election_called_off").count() == 1


def test_a_round_whose_box_is_sealed_is_not_called_off(listed, arranged, official):
    close_elections(AFTER_VOTING)
    with pytest.raises(ElectionIsOver):
        services.cancel_call(call=listed, reason="Kļūda sarakstā.", by=official, now=AFTER_VOTING)
    listed.refresh_from_db()
    assert listed.state == "published"


def test_a_round_called_off_is_never_sealed_nor_counted(listed, arranged, official):
    services.cancel_call(call=listed, reason="Kļūda sarakstā.", by=official, now=IN_VOTING)
    close_elections(AFTER_VOTING)
    assert (Election.objects.get().sealed_date, box_of(listed.election_id).sealed_date) == (None, None)


def test_a_project_taken_off_before_voting_is_not_on_the_paper(listed, arranged, official):
    project = listed.projects.get(number=3)
    services.withdraw_project(project=project, reason="Zeme pārdota.", by=official, now=IN_VETTING)
    assert [each.id for each in paper_in_box(listed).projects] == ["1", "2"]
    entry = json.loads(Entry.objects.get(action="participatory_budget.project_withdrawn").content.body)
    assert (entry["project"], entry["reason"]) == ("3", "Zeme pārdota.")


def test_its_author_is_told_why_a_project_was_taken_off(idea, call, official):
    services.save_findings(idea=idea, content={}, lines=[services.Line("Viss", 300_000)], by=official, now=IN_VETTING)
    services.decide(idea=idea, accepts=True, reason="", by=official, now=IN_VETTING)
    make_project(call, 99)
    services.withdraw_project(project=idea.project, reason="Zeme pārdota.", by=official, now=IN_VETTING)
    letter = Notice.objects.get(kind="participatory_budget.project_news")
    assert (letter.to, "Zeme pārdota." in letter.text) == ("anna@example.lv", True)


def test_once_voting_opened_no_project_is_taken_off(listed, arranged, official, again):
    project = listed.projects.get(number=3)
    for moment in (start_of_day(VOTE_OPENS), IN_VOTING, AFTER_VOTING):
        with pytest.raises(ListFixed):
            services.withdraw_project(project=project, reason="x", by=official, now=moment)
    assert again(project).state == "listed"


def test_a_project_is_not_taken_off_without_reason_nor_twice_nor_the_last_one(listed, official):
    first, second, third = listed.projects.all()
    with pytest.raises(Missing):
        services.withdraw_project(project=first, reason=" ", by=official, now=IN_VETTING)
    for project in (first, second):
        services.withdraw_project(project=project, reason="x", by=official, now=IN_VETTING)
    with pytest.raises(NotInThatState):
        services.withdraw_project(project=first, reason="x", by=official, now=IN_VETTING)
    with pytest.raises(NothingToChoose):
        services.withdraw_project(project=third, reason="x", by=official, now=IN_VETTING)


def test_nobody_but_the_system_carries_elections(listed, official, outsiders):
    for by in (official, *outsiders):
        with pytest.raises(NotAllowed):
            services.carry_elections(by=by, now=IN_VETTING)


# Pages


def test_page_of_the_round_leads_to_the_ballot_while_one_votes(at, listed, arranged):
    ballot = f'href="/balsosana/{arranged.pk}/"'
    page = at(IN_VOTING).get(listed.get_absolute_url()).content.decode()
    assert (page.count(ballot), "Bibliotēkās un klientu apkalpošanas centros." in page) == (2, True)
    over = at(AFTER_VOTING).get(listed.get_absolute_url()).content.decode()
    assert "Balsošana ir beigusies" in over


def test_round_called_off_leads_to_no_ballot(at, listed, arranged, official):
    services.cancel_call(call=listed, reason="Kļūda sarakstā.", by=official, now=IN_VOTING)
    assert f"/balsosana/{arranged.pk}/" not in at(IN_VOTING).get(listed.get_absolute_url()).content.decode()
    assert "Balsošana ir atcelta." in at(IN_VOTING).get(arranged.get_absolute_url()).content.decode()


def test_official_takes_a_project_off_the_list_on_its_page(at, listed, official_account, again):
    project = listed.projects.get(number=3)
    address = f"/lidzdalibas-budzets/darbs/{listed.slug}/projekti/3/"
    browser = at(IN_VETTING, official_account)
    assert browser.post(address, {"do": "withdraw", "reason": ""}).status_code == 422
    browser.post(address, {"do": "withdraw", "reason": "Zeme pārdota."})
    assert again(project).state == "withdrawn"
    assert "Zeme pārdota." in at(IN_VOTING).get(project.get_absolute_url()).content.decode()
