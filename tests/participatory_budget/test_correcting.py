"""A published result is corrected in the open: the old one stands beside it, and what lies in the box stays."""

import pytest

from balss.ledger.models import Entry
from balss.notices.models import Happening, Notice
from balss.participatory_budget import services
from balss.participatory_budget.models import AreaCount, Correction
from balss.participatory_budget.services import Results
from balss.participatory_budget.services.correcting import AlreadyBegun, VotesStay
from balss.participatory_budget.services.refusals import Missing, NotInThatState
from balss.participatory_budget.services.results import ResultsDoNotFit
from balss.shared.permissions import NotAllowed
from tests.participatory_budget.conftest import AFTER_VOTING
from tests.participatory_budget.test_results_pages import text_of

VOTES = {"1": 12, "2": 30, "3": 20}
WHY = {
    "reason": "Vienas kastes zīmes bija ieskaitītas divreiz.",
    "decision": "Domes 2026. gada 5. jūnija lēmums Nr. 12",
}
WORK = "/lidzdalibas-budzets/darbs/{slug}/rezultati/labot/"


@pytest.fixture
def told(listed, official):
    """Votes counted elsewhere: 3 was chosen, and 1 was not; both do not fit into the money."""
    listed.projects.filter(number=1).update(cost_cents=200_000)
    services.announce_results(call=listed, results=Results(40, VOTES, ["2", "3"]), by=official, now=AFTER_VOTING)
    return listed


def correct(call, by, chosen, voters=40, votes=VOTES, **more):
    results = Results(voters, votes, chosen)
    return services.correct_results(call=call, results=results, by=by, now=AFTER_VOTING, **(WHY | more))


def chosen_in(call):
    rows = call.projects.filter(is_chosen=True).order_by("rank")
    return [(each.ballot_id, each.state) for each in rows]


def test_another_project_is_chosen_and_the_old_result_stays_beside_it(at, told, official):
    correction = correct(told, official, ["2", "1"], votes=VOTES | {"3": 10})
    assert chosen_in(told) == [("2", "chosen"), ("1", "chosen")]
    assert (correction.added, correction.removed, correction.votes_before) == (["1"], ["3"], VOTES)
    entry = Entry.objects.get(action="participatory_budget.results_corrected").content_value
    assert (entry["reason"], entry["added"], entry["removed"]) == (WHY["reason"], ["1"], ["3"])
    page = text_of(at(AFTER_VOTING).get(told.get_absolute_url()))
    said = (WHY["reason"], WHY["decision"], "Vairs nav starp izraudzītajiem: Projekts 3", "3. – 20")
    assert [words for words in said if words not in page] == []
    kinds = Happening.objects.filter(kind__startswith="participatory_budget.results").values_list("kind", flat=True)
    assert sorted(kinds) == ["participatory_budget.results_corrected", "participatory_budget.results_published"]


def test_explaining_changes_nothing_and_tells_no_author(told, official):
    before, letters = chosen_in(told), Notice.objects.count()
    correction = correct(told, official, ["2", "3"])
    assert (correction.added, correction.removed, correction.votes_before) == ([], [], {})
    assert (chosen_in(told), Notice.objects.count()) == (before, letters)


def test_what_was_counted_here_keeps_its_votes_count_and_files(at, listed, cast_votes, close, official, again):
    cast_votes(*[("1",)] * 21, ("2",))
    close()
    services.publish_count(call=listed, by=official, now=AFTER_VOTING)
    votes, traces = {"1": 21, "2": 1, "3": 0}, list(AreaCount.objects.values_list("trace", flat=True))
    with pytest.raises(VotesStay):
        correct(again(listed), official, ["1"], voters=22, votes=votes | {"2": 2})
    correct(again(listed), official, ["1"], voters=22, votes=votes)
    page = text_of(at(AFTER_VOTING).get(f"{listed.get_absolute_url()}rezultati/"))
    assert ("Rezultātu laboja" in page, "Vairs nav starp izraudzītajiem: Projekts 2" in page) == (True, True)
    (said,) = at(AFTER_VOTING).get(f"{listed.get_absolute_url()}rezultati.json").json()["corrections"]
    assert (said["removed"], list(AreaCount.objects.values_list("trace", flat=True))) == (["2"], traces)


def test_what_was_begun_stays_chosen(told, official):
    project = told.projects.get(number=3)
    services.start_project(project=project, on=AFTER_VOTING.date(), by=official, now=AFTER_VOTING)
    with pytest.raises(AlreadyBegun) as refused:
        correct(told, official, ["2", "1"])
    assert refused.value.numbers == ["3"]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"reason": " "}, Missing), ({"decision": ""}, Missing), ({"chosen": ["1", "2", "3"]}, ResultsDoNotFit),
        ({"chosen": ["9"]}, ResultsDoNotFit),
    ],
)  # fmt: skip
def test_without_reason_decision_or_money_nothing_is_corrected(told, official, more, refusal):
    with pytest.raises(refusal):
        correct(told, official, **({"chosen": ["2", "3"]} | more))
    assert not Correction.objects.exists()


def test_before_it_is_announced_and_by_others_nothing_is_corrected(listed, official, outsiders):
    with pytest.raises(NotInThatState):
        correct(listed, official, [])
    for by in outsiders:
        with pytest.raises(NotAllowed):
            correct(listed, by, [])


def test_official_corrects_on_a_page_that_keeps_what_was_written(at, told, official_account):
    address = WORK.format(slug=told.slug)
    browser = at(AFTER_VOTING, official_account)
    assert 'value="2, 3"' in browser.get(address).content.decode()
    said = WHY | {"voters": 40, "chosen": "1, 2"} | {f"votes_{number}": votes for number, votes in VOTES.items()}
    refused = browser.post(address, said | {"reason": ""})
    assert (refused.status_code, WHY["decision"] in refused.content.decode()) == (422, True)
    assert browser.post(address, said).url == told.get_absolute_url()
    assert chosen_in(told) == [("1", "chosen"), ("2", "chosen")]
