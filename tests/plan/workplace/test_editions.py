"""A corrected edition is uploaded, compared, then applied or discarded by the coordinator, and by nobody else."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balss.ledger.models import Entry
from balss.places.models import Institution
from balss.plan.jobs import remove_unused_sources
from balss.plan.models import Deadline, Edition, Plan, ProgressReport
from balss.plan.queries import PUBLISHED_PLAN
from balss.shared.models import StoredFile
from balss.shared.permissions import ANONYMOUS, Role, can
from tests.core.plandoc.shared_plan import beside_the_project
from tests.core.plandoc.word_file import word_parts, zipped
from tests.plan.test_editions import WEBINAR

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CORRECTED = PUBLISHED_PLAN.read_text().replace(*WEBINAR)


@pytest.fixture(autouse=True)
def _clock():
    with mock.patch("balss.people.middleware.timezone.now", return_value=NOW):
        yield


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "files": {
        "BACKEND": "balss.shared.files.folder.ContentFolder", "OPTIONS": {"location": str(tmp_path)},
    }}  # fmt: skip


@pytest.fixture
def body(institutions):
    return lambda code: Institution.objects.get(code=code)


@pytest.fixture
def browser(make_account):
    """A browser of somebody in a role at an institution."""

    def make(role, institution=None, email=""):
        client = Client()
        client.account = make_account(email or f"{role}@example.lv", role, institution)
        client.force_login(client.account)
        return client

    return make


@pytest.fixture
def coordinator(browser, body):
    return browser(Role.COORDINATOR, body("VK"))


def upload(client, content, name="plans.txt", **fields):
    """What the page of uploads answers."""
    content = content.encode() if isinstance(content, str) else content
    return client.post(reverse("plan:editions"), {"document": SimpleUploadedFile(name, content), **fields})


def errors(answer):
    return answer.context["form"].errors["document"]


def test_upload_leads_to_what_changes_and_writes_nothing(published, coordinator):
    page = coordinator.get(upload(coordinator, CORRECTED).url)
    comparison = page.context["comparison"]
    assert [(each.key, [one.what for one in each.differences]) for each in comparison.measures] == [
        ("2.2", ["deadline"])
    ]
    assert (len(comparison.unchanged), comparison.measures[0].stays) == (
        23, ["title", "results", "indicator", "responsible", "co_responsible"],
    )  # fmt: skip
    assert Edition.objects.count() == 1


def test_preview_names_reports_that_are_touched_but_no_draft(published, coordinator, body, now, today):
    measure = published.measures.get(key="2.2")
    rows = [{"state": "draft"}, {"state": "submitted", "submitted_at": now}]
    draft, sent = (
        ProgressReport.objects.create(
            measure=measure, institution=body("FM"), as_of_date=today, text="Darām.", author="abc",
            status=published.statuses.first(), created_at=now, updated_at=now, **row,
        )
        for row in rows
    )  # fmt: skip
    page = coordinator.get(upload(coordinator, CORRECTED).url)
    touched = page.context["comparison"].measures[0]
    assert (touched.reports, touched.drafts) == ([sent], 1)
    assert (str(sent.public_id) in page.content.decode(), str(draft.public_id) in page.content.decode()) == (
        True,
        False,
    )


def test_warnings_are_told_by_line_and_new_ones_are_marked(published, coordinator):
    text = CORRECTED.replace("\t3.5. ", "\t3.4. ")
    warnings = coordinator.get(upload(coordinator, text).url).context["comparison"].warnings
    new = [gap for gap, is_new in warnings if is_new]
    assert {gap.kind for gap in new} == {"number_repeated"}
    assert all(gap.line for gap in new)


def test_applying_keeps_the_upload_as_the_source_and_records_it(published, coordinator):
    address = upload(coordinator, CORRECTED, "labots.txt").url
    answer = coordinator.post(address, {"after": "1"})
    edition = Edition.objects.get(number=2)
    assert answer.url == reverse("plan:changes", args=[published.slug])
    assert (edition.file_name, edition.source.name, edition.author) == (
        "labots.txt", "labots.txt", coordinator.account.public_id,
    )  # fmt: skip
    assert Deadline.objects.get(measure__key="2.2", kind="quarter").due_date.month == 9
    assert Entry.objects.filter(action="plan.edition_imported", actor=edition.author).count() == 1


def test_source_is_read_by_coordinators_alone(published, coordinator, browser, body, now):
    coordinator.post(upload(coordinator, CORRECTED).url, {"after": "1"})
    source = Edition.objects.get(number=2).source
    others = [browser(Role.OFFICIAL, body("VK"), "o@vk.lv"), browser(Role.COORDINATOR, body("VK"), "otra@vk.lv"),
              browser(Role.COORDINATOR, body("FM"), "k@fm.lv"), browser(Role.REVIEWER)]  # fmt: skip
    actors = [client.account.actor for client in (coordinator, *others)]
    readers = [can(actor, "shared.download_file", source, now) for actor in (*actors, ANONYMOUS)]
    assert readers == [True, False, True, False, False, False]


def test_upload_that_is_looked_at_is_its_givers_alone(published, coordinator, browser, body):
    address = upload(coordinator, CORRECTED).url
    other = browser(Role.COORDINATOR, body("VK"), "otra@vk.lv")
    answers = [other.get(address), other.post(address, {"after": "1"}), other.post(f"{address}atmest/")]
    assert [each.status_code for each in answers] == [403, 403, 403]
    assert Edition.objects.count() == 1


def test_discarded_upload_is_gone_and_changes_nothing(published, coordinator):
    address = upload(coordinator, CORRECTED).url
    assert coordinator.post(f"{address}atmest/").url == reverse("plan:editions")
    assert (Edition.objects.count(), StoredFile.objects.count()) == (1, 0)
    assert coordinator.get(address).status_code == 404


def test_second_of_two_coordinators_is_told_that_the_plan_changed(published, coordinator, browser, body):
    other = browser(Role.COORDINATOR, body("VK"), "otra@vk.lv")
    first = upload(coordinator, CORRECTED).url
    second = upload(other, CORRECTED.replace("Standarta publikācija", "Standarta publikācija tīmeklī")).url
    coordinator.post(first, {"after": "1"})
    refused = other.post(second, {"after": "1"})
    assert (refused.status_code, refused.context["seen"].number, Edition.objects.count()) == (409, 2, 2)
    assert [each.key for each in refused.context["comparison"].measures] == ["2.5"]
    other.post(second, {"after": "2"})
    assert Edition.objects.count() == 3


def test_same_document_of_two_coordinators_is_one_edition(published, coordinator, browser, body):
    other = browser(Role.COORDINATOR, body("VK"), "otra@vk.lv")
    first, second = upload(coordinator, CORRECTED).url, upload(other, CORRECTED).url
    coordinator.post(first, {"after": "1"})
    assert other.post(second, {"after": "1"}).status_code == 302
    assert (Edition.objects.count(), StoredFile.objects.count()) == (2, 1)


@pytest.mark.parametrize("after", ["", "0", "x", "²", "99999999999999999999"])
def test_decision_without_the_edition_that_was_compared_is_refused(published, coordinator, after):
    assert coordinator.post(upload(coordinator, CORRECTED).url, {"after": after}).status_code == 409
    assert Edition.objects.count() == 1


def test_applied_twice_is_one_edition(published, coordinator):
    address = upload(coordinator, CORRECTED).url
    answers = [coordinator.post(address, {"after": number}) for number in ("1", "2")]
    again = [coordinator.get(address), coordinator.post(f"{address}atmest/")]
    assert {each.url for each in (*answers, *again)} == {reverse("plan:changes", args=[published.slug])}
    assert Edition.objects.count() == 2


def test_document_that_says_nothing_new_is_not_kept(published, coordinator):
    answer = upload(coordinator, PUBLISHED_PLAN.read_bytes())
    assert answer.status_code == 422
    assert errors(answer) == ["Tas viss plānā jau ir. Ielādēt nav ko."]
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Datne ir tukša"),
        (b"%PDF-1.7", "Tā ir PDF datne; saglabājiet plānu kā .docx vai UTF-8 tekstu"),
        (b"a\x00b", "1. rindā ir zīmes, kādu tekstā nav; tā nav teksta, Word, JSON vai YAML datne"),
        ("Plāns\nšķērslis".encode("cp1257"), "1. rinda nav UTF-8 kodējumā (Windows-1257 / ISO 8859-13?); "
         "saglabājiet datni kā UTF-8"),
        (b"PK\x03\x04 cut", None),
        (PUBLISHED_PLAN.read_text().encode("utf-16"), "1. rinda nav UTF-8 kodējumā (UTF-16)"),
        (PUBLISHED_PLAN.read_bytes()[:60_000].decode(errors="ignore").encode(), "Datne ir aprauta"),
        (zipped({**word_parts(""), "word/vbaProject.bin": b"x"}),
         "Word datnē ir makrokomandas (word/vbaProject.bin); saglabājiet to kā .docx bez makrokomandām"),
        (zipped({**word_parts(""), "word/document.xml": b" " * 40_000_000}),
         "Daļa word/document.xml izpakota būtu lielāka par 30 MB; datni nelasām"),
        (b"1.1.\n\tx\n" * 25_000, "Teksts turpinās aiz 50000. rindas; garākus plānus nelasām"),
        (b"Something else\n", None),
        (b"{", None),
    ],
)  # fmt: skip
def test_bad_file_is_refused_in_the_words_of_the_importer(published, coordinator, content, message):
    answer = upload(coordinator, content)
    assert answer.status_code == 422
    assert len(errors(answer)) == 1
    assert message is None or errors(answer)[0].startswith(message)
    assert not StoredFile.objects.exists()


def test_file_past_the_limit_is_refused_unread(published, coordinator):
    answer = upload(coordinator, b"x" * 20_000_001)
    assert errors(answer) == ["Datnes apjoms ir 21 MB; plānu lasām līdz 20 MB"]


def test_other_countrys_plan_is_new_and_loads_by_the_same_page(published, coordinator):
    content = beside_the_project("data/trackers/canada_nap6.yaml").read_bytes()
    address = upload(coordinator, content, "canada_nap6.yaml").url
    page = coordinator.get(address)
    assert (page.context["plan"], page.context["measures"]) == (None, 19)
    coordinator.post(address, {"after": "0"})
    assert Plan.objects.get(slug="ca-6").editions.get().source is not None


def test_coordinator_of_another_institution_does_not_change_the_plan(published, browser, body):
    stranger = browser(Role.COORDINATOR, body("FM"))
    assert upload(stranger, CORRECTED).status_code == 403
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.INSTITUTION_ADMIN, Role.REVIEWER])
def test_nobody_else_uploads_or_sees_the_page(published, browser, body, role):
    client = browser(role, body("VK"))
    answers = [client.get(reverse("plan:editions")), upload(client, CORRECTED)]
    assert [each.status_code for each in answers] == [403, 403]
    assert reverse("plan:editions") not in client.get(reverse("plan:plans")).content.decode()


def test_visitor_is_led_to_sign_in(published):
    answer = upload(Client(), CORRECTED)
    assert (answer.status_code, StoredFile.objects.exists()) in [(302, False), (403, False)]


def test_upload_that_nobody_applied_is_removed_after_a_week(published, coordinator, now):
    upload(coordinator, CORRECTED)
    coordinator.post(upload(coordinator, CORRECTED).url, {"after": "1"})
    remove_unused_sources(now + timedelta(days=6))
    assert StoredFile.objects.count() == 2
    remove_unused_sources(now + timedelta(days=8))
    assert [file.plan_edition.number for file in StoredFile.objects.all()] == [2]


def test_page_costs_the_same_for_one_edition_and_for_three(published, coordinator, import_text):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(reverse("plan:editions"))
        return len(queries)

    cost()  # the first page also looks up what the process then keeps
    one = cost()
    coordinator.post(upload(coordinator, CORRECTED).url, {"after": "1"})
    coordinator.post(upload(coordinator, PUBLISHED_PLAN.read_bytes()).url, {"after": "2"})
    assert (cost(), Edition.objects.exclude(source=None).count()) == (one, 2)
