"""What of participatory budgets is found by searching: what stands, and nothing that was withdrawn."""

import pytest

from balss.participatory_budget import services
from balss.search.models import Document
from balss.search.services import rebuild
from tests.participatory_budget.conftest import IN_IDEAS, IN_VETTING, NOW


@pytest.fixture
def found(db):
    """The keys in the index of a kind of the room, which are those that a rebuild leaves in it."""

    def found(kind):
        documents = Document.objects.filter(kind=f"participatory_budget.{kind}")
        followed = list(documents.values())
        rebuild()
        assert list(documents.values()) == followed
        return [each["key"] for each in followed]

    return found


def test_idea_is_found_while_it_stands(draft_idea, resident, found):
    assert found("idea") == []
    idea = services.hand_in(idea=draft_idea, by=resident.actor, now=IN_IDEAS)
    assert found("idea") == [f"{idea.call.slug}/1"]
    services.withdraw_idea(idea=idea, by=resident.actor, now=IN_IDEAS)
    assert found("idea") == []


def test_call_is_found_once_it_is_published(draft, official, ballot_content, found):
    assert found("call") == []
    services.set_ballot(call=draft, content=ballot_content, by=official, now=NOW)
    services.publish_call(call=draft, by=official, now=NOW)
    assert found("call") == [draft.slug]


def test_project_is_found_while_it_is_on_the_list(listed, official, found):
    assert found("project") == [f"{listed.slug}/{number}" for number in (1, 2, 3)]
    services.withdraw_project(project=listed.projects.get(number=3), reason="Zeme.", by=official, now=IN_VETTING)
    assert found("project") == [f"{listed.slug}/{number}" for number in (1, 2)]
