"""Which letters go to the official e-address is said by their kind, and only an institution's word does."""

from dataclasses import replace

import pytest

from balss.notices.models import Consent, Dispatch, Notice
from balss.notices.services import Message, send_own
from balss.notices.services.composing import Words
from balss.people.models import Account
from balss.shared.notice_kinds import notice_kinds
from tests.notices.official.conftest import NOW, agree

MESSAGE = Message("anna@example.lv", "lv", words=Words("Lēmums", "Ideja nodota balsošanai."))


def test_an_institutions_word_on_ones_own_matter_is_official_and_nothing_else() -> None:
    assert {kind.name for kind in notice_kinds if kind.is_official} == {
        "notices.digest",
        "participation.answered",
        "participation.contest_decided",
        "participation.outcome_published",
        "participation.removed",
        "participation.report_decided",
        "participatory_budget.change_proposed",
        "participatory_budget.idea_accepted",
        "participatory_budget.idea_rejected",
        "participatory_budget.results",
    }


@pytest.mark.parametrize(
    ("kind", "is_official"),
    [("participatory_budget.idea_accepted", True), ("participatory_budget.merged", False), ("voting.voted", False)],
)
def test_the_kind_decides_the_way(anna: Account, agreed: Consent, kind: str, is_official: bool) -> None:
    send_own(kind=kind, letters=[(anna.person_id, MESSAGE)], institution=agreed.institution, now=NOW)
    assert (Dispatch.objects.count(), Notice.objects.count()) == (int(is_official), int(not is_official))


def test_without_an_institution_nobody_sends_though_news_would_go_there(anna: Account, agreed: Consent) -> None:
    agree(anna, agreed.institution, news=True)
    send_own(kind="participation.answered", letters=[(anna.person_id, MESSAGE)], institution=None, now=NOW)
    assert (Dispatch.objects.count(), Notice.objects.count()) == (0, 1)


def test_a_guest_gets_a_letter(agreed: Consent) -> None:
    guest = replace(MESSAGE, to="viesis@example.lv")
    send_own(kind="participation.answered", letters=[(None, guest)], institution=agreed.institution, now=NOW)
    assert (Dispatch.objects.count(), Notice.objects.get().to) == (0, "viesis@example.lv")
