"""Who has what was said already is told so; support, which is not recorded, tells too; drafts are kept by nobody."""

from uuid import uuid4

import pytest
from django.urls import reverse

from balss.participation.services.contributions import Said, Speaker, contribute, support, take_support_back
from balss.people.queries import actor_of
from tests.participation.conftest import LATER

FORMS = ["contributions_csv", "contributions_json", "contributions_atom"]
FEED = "/lidzdaliba/iespejas.csv"

pytestmark = pytest.mark.usefixtures("clock")


def of(opportunity, name):
    return reverse(f"participation:{name}", args=[opportunity.public_id])


@pytest.mark.parametrize("form", FORMS)
def test_unchanged_file_is_not_sent_again(client, opportunity, form, django_assert_max_num_queries):
    address = of(opportunity, form)
    known = client.get(address)["ETag"]
    with django_assert_max_num_queries(20):
        answers = [client.get(address, headers={"If-None-Match": known}), client.head(address)]
    assert [(each.status_code, each.getvalue(), each["ETag"]) for each in answers] == [
        (304, b"", known),
        (200, b"", known),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_change_makes_another_tag(client, opportunity, consultation, resident, make_account, now, form):
    def tag():
        return client.get(of(opportunity, form))["ETag"]

    tags = [tag()]
    said = contribute(
        consultation=consultation, submission_key=uuid4(), said=Said("Vairāk koku.", "opinion"),
        speaker=Speaker(name="Anna Liepa"), by=resident, now=now,
    )  # fmt: skip
    tags.append(tag())
    first, second = (actor_of(make_account(name)) for name in ("Cits Cilvēks", "Trešais Cilvēks"))
    support(contribution=said, by=first, now=now)
    tags.append(tag())
    take_support_back(contribution=said, by=first, now=now)
    support(contribution=said, by=second, now=now)
    tags.append(tag())
    assert len(set(tags)) == 4


@pytest.mark.parametrize("form", FORMS)
def test_draft_is_kept_by_nobody(client, draft_opportunity, official, sign_in, form):
    address = of(draft_opportunity, form)
    assert client.get(address).status_code in (302, 403)
    answer = sign_in(official).get(address)
    assert (answer.status_code, answer["Cache-Control"], "ETag" in answer) == (200, "private, no-store", False)


def test_feed_gets_another_tag_when_something_ends(client, opportunity, now, monkeypatch):
    known = client.get(f"{FEED}?kad=all")["ETag"]
    assert client.get(f"{FEED}?kad=all", headers={"If-None-Match": known}).status_code == 304
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    assert client.get(f"{FEED}?kad=all", headers={"If-None-Match": known}).status_code == 200
