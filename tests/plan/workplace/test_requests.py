"""One request to many: who is told, who has answered, who is reminded."""

from datetime import date, timedelta

import pytest

from balss.notices.models import Notice
from balss.plan.models import RequestRecipient
from balss.plan.queries.asking import candidates_for
from balss.plan.queries.duties import obliged_institutions
from balss.plan.services.progress import start_report
from balss.plan.services.refusals import (
    AnswerDatePassed,
    AnswerMissing,
    NobodyAsked,
    RemindedToday,
    RequestClosed,
)
from balss.plan.services.requests import answer_request, close_request, remind_unanswered, send_request
from balss.shared.permissions import NotAllowed, Role, can


@pytest.fixture
def ask(plan, period, coordinator, now):
    def make(*institutions, by=coordinator, **changes):
        return send_request(
            by=by.actor, now=now, institutions=institutions,
            **{"plan": plan, "period": period, "subject": "Kā sokas?", "text": "Lūdzam ziņot.",
               "answer_by_date": date(2026, 12, 7), **changes},
        )  # fmt: skip

    return make


@pytest.fixture
def sent(ask, ministry, other_ministry, anna, juris, other_official):
    return ask(ministry, other_ministry)


@pytest.fixture
def recipient(sent, ministry):
    return RequestRecipient.objects.select_related("request", "institution").get(institution=ministry)


def addresses(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("to", flat=True))


def test_everybody_in_office_is_told_once(sent, ask, ministry, anna, juris, other_official, deeds):
    assert addresses("plan.request_sent") == ["anna@xm.lv", "juris@xm.lv", "oskars@ym.lv"]
    assert (sent.letters, sent.unreachable, deeds()) == (3, [], ["plan.request_sent"])


def test_institution_without_staff_is_told_at_its_office_or_named(ask, make_institution):
    office, silent = make_institution("O1", email="birojs@o1.lv"), make_institution("S1")
    sent = ask(office, silent)
    assert (addresses("plan.request_sent"), sent.unreachable) == (["birojs@o1.lv"], [silent])


def test_whose_role_has_ended_is_not_told(ask, ministry, anna, juris, now):
    anna.role_grants.update(ends_at=now - timedelta(days=1))
    ask(ministry)
    assert addresses("plan.request_sent") == ["juris@xm.lv"]


def test_asking_nobody_or_for_yesterday_is_refused(ask, ministry, today):
    with pytest.raises(NobodyAsked):
        ask()
    with pytest.raises(AnswerDatePassed):
        ask(ministry, answer_by_date=today)


@pytest.mark.parametrize("who", ["anna", "reviewer"])
def test_only_the_coordinator_asks(who, ask, ministry, request):
    with pytest.raises(NotAllowed):
        ask(ministry, by=request.getfixturevalue(who))


def test_one_report_on_everything_answers_the_request(recipient, measure, period, anna, send, draft):
    send(draft, anna)
    recipient.refresh_from_db()
    assert (recipient.answered_at is not None, recipient.answer) == (True, "")


def test_report_on_a_part_does_not_answer_the_request(recipient, make_measure, ministry, send, draft, anna):
    make_measure("1.2", ministry)
    send(draft, anna)
    recipient.refresh_from_db()
    assert recipient.answered_at is None


def test_report_outside_the_period_asked_about_does_not_answer(recipient, measure, send, anna, now):
    send(start_report(measure=measure, period=None, by=anna.actor, now=now), anna)
    recipient.refresh_from_db()
    assert recipient.answered_at is None


def test_words_answer_the_request(recipient, anna, now, deeds):
    with pytest.raises(AnswerMissing):
        answer_request(recipient=recipient, words=" ", by=anna.actor, now=now)
    answered = answer_request(recipient=recipient, words="Nav ko ziņot.", by=anna.actor, now=now)
    assert (answered.answer, deeds()) == ("Nav ko ziņot.", ["plan.request_answered", "plan.request_sent"])


def test_other_institution_neither_answers_nor_reads(recipient, other_official, make_account, municipality, now):
    with pytest.raises(NotAllowed):
        answer_request(recipient=recipient, words="Nav", by=other_official.actor, now=now)
    stranger = make_account("s@n1.lv", Role.OFFICIAL, municipality)
    assert not can(stranger.actor, "plan.view_request", recipient.request, now)


def test_only_those_without_an_answer_are_reminded_once_a_day(recipient, anna, coordinator, now):
    answer_request(recipient=recipient, words="Nav ko ziņot.", by=anna.actor, now=now)
    reminded = remind_unanswered(request=recipient.request, by=coordinator.actor, now=now)
    assert (reminded.letters, addresses("plan.request_reminder")) == (1, ["oskars@ym.lv"])
    with pytest.raises(RemindedToday):
        remind_unanswered(request=recipient.request, by=coordinator.actor, now=now + timedelta(hours=3))
    assert remind_unanswered(request=recipient.request, by=coordinator.actor, now=now + timedelta(days=1)).letters == 1


def test_closed_request_takes_no_answer_and_reminds_nobody(recipient, anna, coordinator, now):
    close_request(request=recipient.request, by=coordinator.actor, now=now)
    with pytest.raises(RequestClosed):
        answer_request(recipient=recipient, words="Nav", by=anna.actor, now=now)
    with pytest.raises(RequestClosed):
        remind_unanswered(request=recipient.request, by=coordinator.actor, now=now)


@pytest.mark.parametrize("service", [close_request, remind_unanswered])
def test_only_the_coordinator_manages_a_request(service, recipient, anna, now):
    with pytest.raises(NotAllowed):
        service(request=recipient.request, by=anna.actor, now=now)


@pytest.mark.parametrize("count", [2, 56])
def test_sending_asks_the_same_number_of_queries(count, ask, make_institution, make_account, django_assert_num_queries):
    institutions = [make_institution(f"I{number}") for number in range(count)]
    for institution in institutions:
        make_account(f"a@{institution.code.lower()}.lv", Role.OFFICIAL, institution)
    with django_assert_num_queries(12):
        assert ask(*institutions).letters == count


def test_candidates_are_all_ministries_and_municipalities_and_the_others_with_a_part(published, now, today):
    candidates = candidates_for(published, now=now)
    assert (len(candidates.ministries), len(candidates.municipalities)) == (14, 42)
    listed = {each.institution for group in candidates.groups().values() for each in group}
    assert set(obliged_institutions(published, on=today)) <= listed
