"""What was followed is renamed, ends, or becomes a part of another: said once, and the successor's news goes on."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from balss.notices.models import Follower, Happening, Notice, Rhythm
from balss.notices.services import send_due
from balss.notices.services.happenings import happened
from balss.notices.services.own import link_of
from balss.notices.services.successions import LOOKS_BACK, tell_of_successions
from balss.places.models import Institution, InstitutionName, Territory, Topic
from balss.places.queries.followed import topic_codes
from balss.places.queries.topics import topics_concerned
from balss.places.services.institutions import close, merge, rename
from balss.shared.permissions import SYSTEM
from tests.notices.following.conftest import HEALTH, NOW, TRANSPORT, followed, told

AT_ONCE = {"rhythm": Rhythm.IMMEDIATELY}
DAY = timedelta(days=1)
TODAY = date(2026, 5, 4)
OURS = ("places.institution", "xm")


@pytest.fixture
def heir(db: None) -> Institution:
    made = Institution.objects.create(code="YM", slug="ym", kind="ministry")
    InstitutionName.objects.create(institution=made, lv="Jaunā ministrija", en="New ministry")
    return made


def letters(email: str = "anna@example.lv") -> list[str]:
    """Subjects of the letters after the job has run on three days, twice on each."""
    for day in range(3):
        for _twice in range(2):
            tell_of_successions(now=NOW + day * DAY)
            send_due(now=NOW + day * DAY)
    return [each.subject for each in Notice.objects.filter(kind="notices.digest", to=email).order_by("pk")]


def test_taken_over_is_said_once_and_the_heirs_news_goes_on(institution: Institution, heir: Institution) -> None:
    followed("anna@example.lv", OURS, **AT_ONCE)
    followed("abi@example.lv", OURS, ("places.institution", "ym"), **AT_ONCE)
    merge(predecessor=institution, successor=heir, effective_date=TODAY, basis="MK noteikumi", by=SYSTEM, now=NOW)
    said = "Izdomātā ministrija: turpmāk to dara Jaunā ministrija"
    assert letters() == [said]
    assert letters("abi@example.lv") == [said]
    happened("test.news", about=HEALTH, title={"lv": "Ziņa"}, address="/zina/", institutions=[heir], now=NOW + 3 * DAY)
    send_due(now=NOW + 3 * DAY)
    assert [told(email)[-1] for email in ("anna@example.lv", "abi@example.lv")] == ["zina", "zina"]


def test_closed_and_renamed_are_said_once(institution: Institution, heir: Institution) -> None:
    followed("anna@example.lv", OURS, ("places.institution", "ym"), **AT_ONCE)
    rename(institution=heir, lv="Pavisam jaunā ministrija", effective_date=TODAY, basis="likums", by=SYSTEM, now=NOW)
    close(institution=institution, last_day=TODAY - DAY, basis="likums", by=SYSTEM, now=NOW)
    assert letters() == ["2 jaunumi par to, kam sekojat"]
    assert set(Happening.objects.values_list("title__lv", flat=True)) == {
        "Izdomātā ministrija vairs nepastāv", "Jaunā ministrija tagad saucas Pavisam jaunā ministrija",
    }  # fmt: skip


def test_place_that_was_joined_is_said_once_and_its_followers_hear_of_the_whole(
    municipality: Territory, parish: Territory
) -> None:
    followed("anna@example.lv", ("places.territory", parish.slug), **AT_ONCE)
    parish.valid_to, parish.merged_into = TODAY - DAY, municipality
    parish.versions.update(valid_to=parish.valid_to)
    parish.save()
    assert len(letters()) == 1
    happened(
        "test.news", about=HEALTH, title={"lv": "Z"}, address="/zina/", territories=[municipality], now=NOW + 3 * DAY
    )
    send_due(now=NOW + 3 * DAY)
    assert told("anna@example.lv")[-1] == "zina"


def test_topic_that_was_merged_is_said_once_not_offered_and_brings_the_news_of_the_other() -> None:
    followed("anna@example.lv", TRANSPORT, **AT_ONCE)
    health = Topic.objects.get(code="veseliba")
    Topic.objects.filter(code="transports").update(merged_into=health)
    assert list(topic_codes()) == ["veseliba"]
    assert letters() == ["Transports tagad ir daļa no: Veselība"]
    happened("test.news", about=HEALTH, title={"lv": "Z"}, address="/zina/", topics=[health], now=NOW + 3 * DAY)
    send_due(now=NOW + 3 * DAY)
    assert told("anna@example.lv")[-1] == "zina"


def test_topic_that_was_renamed_bears_its_new_name_everywhere_and_announces_nothing(client: Client) -> None:
    anna = followed("anna@example.lv", TRANSPORT, **AT_ONCE)
    Topic.objects.filter(code="transports").update(name_lv="Satiksme un ceļi")
    assert letters() == []
    page = client.get(reverse("notices:own_by_link", args=[link_of(anna)])).text
    assert ("Satiksme un ceļi" in page, "Transports" in page) == (True, False)
    happened("test.news", about=TRANSPORT, title={"lv": "Z"}, address="/zina/", now=NOW + 3 * DAY)
    send_due(now=NOW + 3 * DAY)
    assert "Jūs sekojat: Satiksme un ceļi" in Notice.objects.get(kind="notices.digest").text


def test_topics_concerned_go_up_to_the_field_and_over_mergers_both_ways() -> None:
    field = Topic.objects.create(code="joma", position=9, name_lv="Joma", name_en="Field")
    new = Topic.objects.create(code="jauns", position=8, name_lv="J", name_en="J", parent=field)
    old = Topic.objects.create(code="vecs", position=7, name_lv="V", name_en="V", merged_into=new)
    Topic.objects.create(code="vecaks", position=6, name_lv="V", name_en="V", merged_into=old)
    assert topics_concerned([new]) == {"jauns", "joma", "vecs", "vecaks"}
    assert topics_concerned([old]) == {"vecs", "jauns", "joma", "vecaks"}
    assert topics_concerned([field]) == {"joma"}
    assert topics_concerned([]) == set()


def test_what_ended_long_ago_is_not_told(institution: Institution, heir: Institution) -> None:
    followed("anna@example.lv", OURS, **AT_ONCE)
    long_ago = TODAY - LOOKS_BACK
    merge(predecessor=institution, successor=heir, effective_date=long_ago, basis="likums", by=SYSTEM, now=NOW)
    assert letters() == []


def test_what_takes_effect_later_is_told_then(institution: Institution, heir: Institution) -> None:
    followed("anna@example.lv", OURS, **AT_ONCE)
    later = TODAY + timedelta(days=2)
    merge(predecessor=institution, successor=heir, effective_date=later, basis="likums", by=SYSTEM, now=NOW)
    assert tell_of_successions(now=NOW + DAY) == 0
    assert tell_of_successions(now=NOW + 2 * DAY) == 1


def test_page_of_the_follower_still_names_what_ended(
    client: Client, institution: Institution, heir: Institution
) -> None:
    anna: Follower = followed("anna@example.lv", OURS)
    merge(predecessor=institution, successor=heir, effective_date=TODAY, basis="likums", by=SYSTEM, now=NOW)
    page = client.get(reverse("notices:own_by_link", args=[link_of(anna)])).text
    assert institution.get_absolute_url() in page
