"""What a municipality has to do next in a round: said on its pages, and in letters, each once."""

from datetime import date, timedelta

import pytest

from balss.core.calendar import start_of_day
from balss.notices.models import Notice
from balss.participatory_budget import services
from balss.participatory_budget.models import Ballot, Call
from balss.participatory_budget.queries.duties import Task, duties_now
from balss.participatory_budget.services.reminders import send_reminders
from balss.shared.permissions import SYSTEM
from tests.participatory_budget.conftest import AFTER_VOTING, IN_IDEAS, IN_VETTING, VOTE_OPENS

LATE = "neviens nevar nobalsot: projektu saraksts bija jāpublisko"
DUE = VOTE_OPENS - timedelta(days=1)  # the last day on which the list can be published


def noon(day):
    return start_of_day(day) + timedelta(hours=12)


def reminded(*days):
    """How many letters were new at noon of each day."""
    return [send_reminders(by=SYSTEM, now=noon(day)) for day in days]


def before(due, *days):
    return [due - timedelta(days=each) for each in days]


@pytest.fixture
def letters():
    return lambda: list(Notice.objects.filter(kind="participatory_budget.round_due").order_by("pk"))


def test_while_ideas_are_taken_nothing_is_due(idea):
    assert list(duties_now(IN_IDEAS)) == []


def test_ideas_that_wait_are_told_once_before_each_day_and_once_after_it(idea, letters):
    assert reminded(*before(DUE, 31, 30, 29, 7, 1, 0, -1, -2)) == [0, 1, 0, 1, 0, 0, 1, 0]
    first, _second, late = letters()
    assert (first.to, first.subject) == ("olga@example.lv", "Idejas gaida lēmumu: Ziedu novada līdzdalības budžets")
    assert "1 ideja gaida lēmumu" in first.text
    assert "2026. gada 3. maij" in first.text
    assert f"/lidzdalibas-budzets/darbs/{idea.call.slug}/idejas/" in first.text
    assert LATE in late.text


def test_a_list_that_is_not_public_is_told_and_also_that_the_ballot_is_missing(call, letters):
    Ballot.objects.all().delete()
    (duty,) = duties_now(IN_VETTING)
    assert (duty.task, duty.due_date, duty.needs_ballot) == (Task.LIST, DUE, True)
    assert reminded(*before(DUE, 7, 6)) == [1, 0]
    (letter,) = letters()
    assert "Vispirms publiskojiet, kā balso un kā skaita." in letter.text


def test_once_the_list_is_public_nothing_is_due_until_voting_is_over(listed):
    assert list(duties_now(IN_VETTING)) == []
    (duty,) = duties_now(AFTER_VOTING)
    assert (duty.task, duty.due_date) == (Task.RESULTS, date(2026, 6, 1))


def test_results_are_told_before_their_day_and_after_it_until_they_are_announced(listed, official, letters):
    due = listed.results_by_date
    assert reminded(*before(due, 12, 7, 3)) == [1, 1, 0]  # twelve days before is the first day after voting
    results = services.Results(voters=1, votes={"1": 1, "2": 0, "3": 0}, chosen=["1"])
    services.announce_results(call=listed, results=results, by=official, now=noon(due))
    assert reminded(*before(due, -1)) == [0]
    assert "2026. gada 1. jūnij" in letters()[0].text


def test_a_day_that_is_moved_begins_anew(call, official):
    assert reminded(*before(DUE, 7)) == [1]
    later = timedelta(days=9)
    times = {name: getattr(call, name) + later for name in ("voting_opens_at", "voting_closes_at")}
    services.prolong(call=call, times=times, reason="Plūdi.", by=official, now=noon(DUE))
    assert reminded(DUE, *before(DUE + timedelta(days=9), 7)) == [1, 1]


def test_what_was_called_off_or_lies_long_back_is_not_told(call, official):
    assert reminded(*before(DUE, -31)) == [0]
    services.cancel_call(call=call, reason="X", by=official, now=IN_VETTING)
    assert reminded(*before(DUE, 7)) == [0]


# Pages


def test_the_workplace_says_what_is_due(at, idea, official_account):
    address = "/lidzdalibas-budzets/darbs/"
    for page in (address, f"{address}{idea.call.slug}/"):
        shown = at(IN_VETTING, official_account).get(page).content.decode()
        assert "1 ideja gaida lēmumu. Bez publiska projektu saraksta neviens nevar nobalsot" in shown
        late = at(noon(VOTE_OPENS), official_account).get(page).content.decode()
        assert LATE in late


def test_nobody_is_told_of_a_draft(draft):
    assert (Call.objects.get().state, reminded(*before(DUE, 7))) == ("draft", [0])
