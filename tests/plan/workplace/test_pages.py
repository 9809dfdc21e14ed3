"""The pages of the workplace: who may open which, the same queries for 1 and 60 duties, and nothing typed is lost."""

from datetime import UTC, datetime
from decimal import Decimal
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from balss.plan.models import Assessment, InformationRequest, ProgressReport
from balss.plan.services.progress import accept_reports, submit_report
from balss.shared.models import StoredFile

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with mock.patch("balss.people.middleware.timezone.now", return_value=NOW):
        yield


@pytest.fixture
def browse():
    """A browser in which somebody is signed in; `checks=True` has it send forms as only our own pages can."""

    def make(account=None, *, checks=False):
        client = Client(enforce_csrf_checks=checks)
        if account is not None:
            client.force_login(account)
        return client

    return make


@pytest.fixture
def addresses(plan, measure, period, submitted):
    """Every page of the workplace that can be opened by its address."""
    return {
        name: reverse(f"plan:{name}", args=args)
        for name, args in {
            "workplace": [],
            "duty": [plan.slug, measure.key],
            "edit_report": [submitted.public_id],
            "report": [submitted.public_id],
            "desk": [],
            "new_request": [plan.slug],
            "closing_date": [plan.slug, period.code],
            "assessing": [],
            "assess": [plan.slug, measure.key],
        }.items()
    }


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("anna", {"workplace": 200, "duty": 200, "edit_report": 302, "report": 200}),
        ("other_official", {"workplace": 200, "report": 200}),
        ("coordinator", {"workplace": 302, "report": 200, "desk": 200, "new_request": 200, "closing_date": 200}),
        ("reviewer", {"workplace": 302, "report": 200, "assessing": 200, "assess": 200}),
    ],
)
def test_page_opens_only_to_its_role(who, allowed, addresses, browse, request):
    client = browse(request.getfixturevalue(who))
    opened = {name: client.get(address).status_code for name, address in addresses.items()}
    assert opened == {name: allowed.get(name, 403) for name in addresses}


def test_nobody_is_led_to_sign_in_except_for_a_public_report(addresses, browse):
    opened = {name: browse().get(address).status_code for name, address in addresses.items()}
    assert opened == {name: 200 if name == "report" else 302 for name in addresses}


@pytest.mark.parametrize(
    "deed", ["accept_reports", "withdraw_report", "correct_report", "return_report", "discard_draft",
             "take_out_of_period"],
)  # fmt: skip
def test_deed_of_another_role_is_refused(deed, submitted, reviewer, browse):
    address = reverse(f"plan:{deed}", args=[] if deed == "accept_reports" else [submitted.public_id])
    response = browse(reviewer).post(address, {"report": str(submitted.public_id), "reason": "Nē"})
    submitted.refresh_from_db()
    assert (response.status_code, submitted.state) == (403, "submitted")


def test_measure_of_another_institution_says_why_not(measure, other_official, browse):
    response = browse(other_official).post(reverse("plan:start_report", args=[measure.plan.slug, measure.key]))
    assert (response.status_code, ProgressReport.objects.count()) == (403, 0)
    assert "1.1" in response.content.decode()


@pytest.mark.parametrize("count", [1, 60])
def test_workplace_asks_the_same_number_of_queries(
    count, make_measure, ministry, anna, browse, draft, django_assert_max_num_queries
):
    for number in range(count):
        make_measure(f"9.{number}", ministry)
    client = browse(anna)
    with django_assert_max_num_queries(27) as asked:
        page = client.get(reverse("plan:workplace")).content.decode()
    assert (page.count("task-title"), len(asked)) == (count + 1, 27)


def test_filter_shows_only_what_answers_to_it(make_measure, ministry, anna, browse, draft):
    make_measure("9.1", ministry)
    page = browse(anna).get(reverse("plan:workplace"), {"rada": "draft"}).content.decode()
    assert page.count("task-title") == 1


class Page:
    """The form of a draft as one browser shows it."""

    def __init__(self, client, report):
        self.client, self.address = client, reverse("plan:edit_report", args=[report.public_id])
        self.fields = self.read(client.get(self.address))

    @staticmethod
    def read(response):
        form = response.context["form"]
        fields = {"version": str(form["version"].value())}
        for name in form.typed_fields:
            value = form[name].value()
            began = form.data.get(f"initial-{name}") if form.is_bound else value
            fields |= {
                name: "" if value is None else str(value),
                f"initial-{name}": "" if began is None else str(began),
            }
        return fields

    def post(self, button="save", headers=None, **typed):
        names = {name.replace("value_1_", "value-1-"): text for name, text in typed.items()}
        return self.client.post(self.address, {**self.fields, **names, button: "1"}, headers=headers)


@pytest.fixture
def page(browse, anna, draft, indicator):
    return Page(browse(anna), draft)


def words(response, name):
    return str(response.context["form"][name].value())


def test_draft_is_saved_and_sent(page, draft, in_progress):
    page.post(text="Divi\r\nsemināri", value_1_number="12,5", value_1_text="Cēsīs")
    draft.refresh_from_db()
    assert (draft.text, draft.values.get().number, draft.state) == ("Divi\nsemināri", Decimal("12.5"), "draft")
    page.fields = page.read(page.client.get(page.address))
    response = page.post("send", status=str(in_progress.pk))
    draft.refresh_from_db()
    assert (response.status_code, draft.state) == (302, "submitted")


def test_field_that_cannot_be_understood_is_shown_again_and_the_rest_saved(page, draft):
    response = page.post(text="Teksts", value_1_number="apmēram divi", as_of_date="2027-01-01")
    draft.refresh_from_db()
    assert (response.status_code, words(response, "value-1-number")) == (409, "apmēram divi")
    response = page.post(text="Teksts", value_1_number="apmēram divi")
    draft.refresh_from_db()
    assert (response.status_code, words(response, "value-1-number"), draft.text) == (422, "apmēram divi", "Teksts")


def test_future_day_is_refused_with_everything_typed(page, draft):
    response = page.post(text="Teksts", as_of_date="2027-01-01")
    assert (response.status_code, words(response, "text"), words(response, "as_of_date")) == (
        409, "Teksts", "2027-01-01",
    )  # fmt: skip
    assert response.context["form"].errors["as_of_date"]


def test_incomplete_report_is_saved_and_says_what_is_missing(page, draft):
    response = page.post("send", text="Teksts")
    draft.refresh_from_db()
    assert (response.status_code, list(response.context["form"].errors), draft.text, draft.state) == (
        422, ["__all__", "status"], "Teksts", "draft",
    )  # fmt: skip


def test_two_people_change_different_fields(page, draft, browse, juris):
    colleague = Page(browse(juris), draft)
    colleague.post(obstacles="Jura")
    response = page.post(text="Annas")
    draft.refresh_from_db()
    assert (draft.text, draft.obstacles) == ("Annas", "Jura")
    assert (response.status_code, words(response, "obstacles"), "Juris" in response.content.decode()) == (
        200, "Jura", True,
    )  # fmt: skip


def test_two_people_change_one_field_and_see_both(page, draft, browse, juris):
    Page(browse(juris), draft).post(text="Jura")
    response = page.post("send", text="Annas")
    draft.refresh_from_db()
    assert (response.status_code, draft.text, draft.state, words(response, "text")) == (409, "Jura", "draft", "Annas")
    assert "Jura" in response.content.decode()
    page.fields = page.read(response)
    page.post()
    draft.refresh_from_db()
    assert draft.text == "Annas"


def test_words_survive_the_end_of_the_session(page, draft):
    page.client.logout()
    response = page.post(text="Garš teksts")
    assert (response.status_code, words(response, "text")) == (403, "Garš teksts")
    draft.refresh_from_db()
    assert draft.text == ""


def test_page_shown_to_nobody_tells_nothing_of_the_draft(page, draft, write, anna):
    write(draft, anna, text="Vēl slepens", **{"value-1-text": "Arī tas"})
    page.client.logout()
    shown = page.post(text="Garš teksts").content.decode()
    assert ("slepens" in shown, "Arī tas" in shown) == (False, False)


def test_words_survive_a_renewed_sign_in(browse, anna, draft, indicator):
    page = Page(browse(anna, checks=True), draft)
    response = page.post(text="Garš teksts")
    draft.refresh_from_db()
    assert (response.status_code, words(response, "text"), draft.text) == (403, "Garš teksts", "")
    token = {"csrfmiddlewaretoken": response.context["csrf_token"]}
    assert page.client.post(page.address, {**page.fields, "text": "Garš teksts", **token}).status_code == 302
    draft.refresh_from_db()
    assert draft.text == "Garš teksts"


def test_words_survive_the_end_of_a_role(page, anna, draft):
    anna.role_grants.update(ends_at=NOW)
    response = page.post(text="Garš teksts")
    assert (response.status_code, words(response, "text")) == (403, "Garš teksts")


def test_words_survive_a_colleague_who_sent_the_report(page, draft, write, juris, in_progress):
    sent = write(draft, juris, status=in_progress.pk, text="Jura")
    submit_report(report=sent, version=sent.version, by=juris.actor, now=NOW)
    response = page.post(text="Garš teksts")
    assert (response.status_code, words(response, "text")) == (409, "Garš teksts")


def test_words_survive_a_colleague_who_discarded_the_draft(page, draft, browse, juris):
    browse(juris).post(reverse("plan:discard_draft", args=[draft.public_id]))
    response = page.post(text="Garš teksts")
    assert (response.status_code, "Garš teksts" in response.content.decode()) == (404, True)


def test_period_that_closed_offers_a_report_outside_the_periods(page, draft, period, in_progress):
    period.closes_date = period.end_date
    period.save()
    response = page.post("send", text="Teksts", status=str(in_progress.pk))
    assert (response.status_code, words(response, "text"), response.context["closed"]) == (409, "Teksts", True)
    page.client.post(reverse("plan:take_out_of_period", args=[draft.public_id]))
    draft.refresh_from_db()
    assert (draft.period, draft.text) == (None, "Teksts")


def test_draft_saves_itself(page, draft):
    answer = page.post(text="Pats", headers={"X-Autosave": "1"}).json()
    draft.refresh_from_db()
    assert (answer["saved"], answer["version"], draft.text) == (True, draft.version, "Pats")


def test_draft_that_saves_itself_learns_what_a_colleague_changed(page, draft, browse, juris):
    Page(browse(juris), draft).post(obstacles="Jura")
    answer = page.post(text="Annas", headers={"X-Autosave": "1"}).json()
    assert (answer["saved"], answer["fields"]) == (True, {"obstacles": "Jura"})


def test_draft_does_not_save_itself_over_a_colleague(page, draft, browse, juris):
    Page(browse(juris), draft).post(text="Jura")
    answer = page.post(text="Annas", headers={"X-Autosave": "1"})
    draft.refresh_from_db()
    assert (answer.status_code, answer.json()["saved"], draft.text) == (409, False, "Jura")


@pytest.fixture
def _store(settings, tmp_path):
    folder = {"BACKEND": "balss.shared.files.folder.ContentFolder", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "files": folder}


@pytest.mark.usefixtures("_store")
def test_document_is_attached_and_taken_away(page, draft):
    upload = SimpleUploadedFile("lapa.txt", "Dalībnieki: 12".encode())
    page.client.post(page.address, {**page.fields, "value-1-upload": upload, "save": "1"})
    assert draft.values.get().document.name == "lapa.txt"
    page.fields = page.read(page.client.get(page.address))
    page.client.post(page.address, {**page.fields, "value-1-remove": "on", "save": "1"})
    assert (draft.values.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.usefixtures("_store")
def test_document_that_is_refused_loses_no_words(page, draft):
    upload = SimpleUploadedFile("virus.exe", b"MZ\x00\x01\x02")
    response = page.client.post(page.address, {**page.fields, "text": "Teksts", "value-1-upload": upload})
    draft.refresh_from_db()
    assert (response.status_code, "value-1-upload" in response.context["form"].errors, draft.text) == (
        422, True, "Teksts",
    )  # fmt: skip
    assert StoredFile.objects.count() == 0


def test_coordinator_accepts_many_and_hears_what_was_passed_over(submitted, coordinator, browse, make_account):
    client = browse(coordinator)
    address = reverse("plan:accept_reports")
    client.post(address, {"report": [str(submitted.public_id)]})
    submitted.refresh_from_db()
    again = client.post(address, {"report": [str(submitted.public_id), "nav"]}, follow=True)
    assert (submitted.state, len(again.context["messages"])) == ("accepted", 2)


def test_returning_without_a_reason_asks_for_it(submitted, coordinator, browse):
    address = reverse("plan:return_report", args=[submitted.public_id])
    assert browse(coordinator).post(address, {"reason": ""}).status_code == 422
    browse(coordinator).post(address, {"reason": "Trūkst skaita."})
    submitted.refresh_from_db()
    assert submitted.state == "returned"


def test_request_is_sent_to_the_chosen_of_the_chosen_groups(
    plan, period, coordinator, ministry, other_ministry, municipality, browse
):
    client, address = browse(coordinator), reverse("plan:new_request", args=[plan.slug])
    shown = client.get(address).context["form"]
    fields = {name: shown[name].value() for name in ("subject", "text", "answer_by_date")} | {"period": period.pk}
    chosen = [ministry.pk, municipality.pk]
    response = client.post(address, {**fields, "group": ["ministries"], "institution": chosen})
    sent = InformationRequest.objects.get()
    assert (response.url, [each.institution for each in sent.recipients.all()]) == (
        reverse("plan:request", args=[sent.public_id]), [ministry],
    )  # fmt: skip


def test_request_to_nobody_keeps_what_was_written(plan, coordinator, ministry, browse):
    response = browse(coordinator).post(
        reverse("plan:new_request", args=[plan.slug]),
        {"subject": "Kā sokas?", "text": "Garš teksts", "answer_by_date": "2026-12-07"},
    )
    assert (response.status_code, words(response, "text")) == (422, "Garš teksts")


def test_request_shows_each_its_side(plan, coordinator, anna, other_official, ministry, period, browse):
    request = InformationRequest.objects.create(
        plan=plan, period=period, subject="Kā sokas?", text="?", answer_by_date="2026-12-07", sent_at=NOW, author="a"
    )
    request.recipients.create(institution=ministry)
    address = reverse("plan:request", args=[request.public_id])
    opened = [browse(each).get(address) for each in (coordinator, anna, other_official)]
    assert [response.status_code for response in opened] == [200, 200, 403]
    browse(anna).post(address, {"words": "Nav ko ziņot."})
    assert "Nav ko ziņot." in browse(coordinator).get(address).content.decode()


def test_reviewer_sees_the_evidence_and_publishes(measure, submitted, coordinator, reviewer, browse):
    accept_reports(reports=[submitted], by=coordinator.actor, now=NOW)
    client, address = browse(reviewer), reverse("plan:assess", args=[measure.plan.slug, measure.key])
    assert str(submitted.public_id) in client.get(address).content.decode()
    refused = client.post(address, {"completion": "limited", "text": "Maz.", "as_of_date": "2026-11-24"})
    client.post(address, {"completion": "limited", "text": "Maz.", "as_of_date": "2026-11-23"})
    assert (refused.status_code, Assessment.objects.get().completion) == (422, "limited")


def test_closing_day_is_set_by_the_coordinator(plan, period, coordinator, browse):
    address = reverse("plan:closing_date", args=[plan.slug, period.code])
    refused = browse(coordinator).post(address, {"closes_date": "2026-06-29"})
    browse(coordinator).post(address, {"closes_date": "2026-08-01"})
    period.refresh_from_db()
    assert (refused.status_code, str(period.closes_date)) == (422, "2026-08-01")
