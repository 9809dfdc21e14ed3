"""Who has a file of the plan already is told so before it is made; whatever changes what it says changes its tag."""

from datetime import timedelta

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse

from balss.ledger.services import record
from balss.people.models import Account, Person
from balss.plan.models import Assessment, EvidenceCount
from balss.shared import downloads
from balss.shared.permissions import SYSTEM

pytestmark = pytest.mark.django_db

FILES = (
    ("table_csv", "values"), ("table_json", "measures"), ("table_xlsx", "bodies"), ("data_xlsx",), ("data_json",),
    ("measure_json", "2.2"), ("institution_json", "varam"), ("self_assessment_pdf", "2026-2"),
    ("self_assessment_docx", "2026-2"),
)  # fmt: skip


@pytest.fixture(params=FILES, ids=lambda file: file[0])
def address(request, told):
    name, *rest = request.param
    if name == "institution_json":
        rest = [told.ministry.slug]
    return reverse(f"plan:{name}", args=["lv-6", *rest])


def shut(answer):
    """As a server does, but the test's own connection to the database stays open."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def tag(address, **how):
    answer = Client().get(address, **how)
    shut(answer)
    assert answer.status_code == 200
    return answer["ETag"]


def test_who_has_it_gets_nothing_again_for_few_queries(address, django_assert_max_num_queries):
    known = tag(address)
    with django_assert_max_num_queries(6):
        answer = Client().get(address, headers={"If-None-Match": f'"other", {known}'})
    assert (answer.status_code, answer.getvalue(), answer["ETag"]) == (304, b"", known)


def test_head_tells_the_same_and_makes_nothing(address, django_assert_max_num_queries):
    whole = Client().get(address)
    shut(whole)
    with django_assert_max_num_queries(6):
        head = Client().head(address)
    assert (head.status_code, head.getvalue()) == (200, b"")
    names = ("ETag", "Content-Type", "Content-Disposition", "Cache-Control", "Vary")
    assert [head.get(name) for name in names] == [whole.get(name) for name in names]


def test_every_change_makes_another_tag(address, told, now, today, monkeypatch):
    tags = [tag(address)]
    assessment = Assessment.objects.create(
        measure=told.measure, completion="complete", text="Viss ir.", as_of_date=today, recorded_at=now, author="xyz",
        supersedes=told.assessment,
    )  # fmt: skip
    record(action="plan.measure_assessed", subject=assessment, by=SYSTEM, now=now, content={})
    tags.append(tag(address))
    EvidenceCount.objects.create(indicator=told.indicator, metric="x", recorded_at=now, as_of_date=today, number=1)
    tags.append(tag(address))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=1))
    tags.append(tag(address))
    assert len(set(tags)) == 4


def test_another_process_gives_the_same_tag(address, monkeypatch):
    known = tag(address)
    downloads.software.cache_clear()
    assert tag(address) == known


def test_other_software_language_and_query_have_other_tags(told, monkeypatch):
    csv = reverse("plan:table_csv", args=["lv-6", "values"])
    tags = {tag(csv), tag(f"/en{csv}"), tag(f"{csv}?x=1")}
    monkeypatch.setattr(downloads, "software", lambda: "next release")
    assert len(tags | {tag(csv)}) == 4


def test_signed_in_reader_has_it_kept_by_nobody_else(told):
    client = Client()
    client.force_login(Account.objects.create(email="anna@example.lv", person=Person.objects.create(name="Anna")))
    answer = client.get(reverse("plan:table_csv", args=["lv-6", "values"]))
    assert answer["Cache-Control"] == "private, no-cache"
