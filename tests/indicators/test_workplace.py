"""The coordinator's forms: what is shown to whom, what is refused and why, what follows."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from balss.indicators.models import Observation, Wave
from balss.indicators.views import workplace
from balss.shared.permissions import Actor, Grant, NotAllowed, Role

pytestmark = pytest.mark.django_db

FIGURE = {
    "area": "LV",
    "value": "31,2",
    "document_title": "OECD country note 2026",
    "document_url": "https://example.org/note",
    "confidence": "high",
}

Ask = Callable[..., HttpResponse]


@pytest.fixture
def ask(rf: RequestFactory, coordinator: Actor, now: datetime) -> Ask:
    """Ask a view as the coordinator, or as somebody else; `data` makes it a sent form."""

    def asked(view: Callable[..., HttpResponse], *args: object, data: dict | None = None, by: Actor = coordinator):  # type: ignore[no-untyped-def,type-arg]
        request = rf.get("/raditaji/darbs/") if data is None else rf.post("/raditaji/darbs/", data)
        request.actor, request.now, request.session, request.user = by, now, {}, AnonymousUser()
        request._messages = FallbackStorage(request)
        with override("lv"):
            return view(request, *args)

    return asked


def wave_2025() -> Wave:
    return Wave.objects.get(source__code="oecd-trust-survey", period="2025")


def test_every_page_of_the_workplace_is_refused_to_an_official(figures: None, ask: Ask) -> None:
    official = Actor(public_id="o", account_id=3, grant=Grant(Role.OFFICIAL, institution_id=1))
    entry = Observation.objects.get(series__code="trust-police")
    pages: list[tuple[Callable[..., HttpResponse], tuple[object, ...]]] = [
        (workplace.desk, ()),
        (workplace.entries, ("trust-police",)),
        (workplace.record, ("trust-police",)),
        (workplace.correct, (entry.pk,)),
        (workplace.announce, ("oecd-trust-survey",)),
    ]

    for view, args in pages:
        with pytest.raises(NotAllowed):
            ask(view, *args, by=official)
    for view, args in pages[2:]:  # those before only read, and take no POST from anybody
        with pytest.raises(NotAllowed):
            ask(view, *args, data=FIGURE, by=official)


def test_desk_leads_to_each_awaited_value(figures: None, ask: Ask) -> None:
    page = ask(workplace.desk).content.decode()

    assert f"/raditaji/darbs/rindas/trust-national-government/jauna/?wave={wave_2025().pk}" in page
    assert "/raditaji/darbs/rindas/trust-civil-service/jauna/?wave=" not in page


def test_sent_value_is_public_at_once(figures: None, ask: Ask) -> None:
    response = ask(workplace.record, "trust-police", data=FIGURE | {"wave": wave_2025().pk, "base": "2005"})

    entered = Observation.objects.get(series__code="trust-police", wave=wave_2025())
    assert (response.status_code, response["Location"]) == (302, "/raditaji/rindas/trust-police/")
    assert (entered.value, entered.document.url, entered.recorded_by) == (
        Decimal("31.2"),
        "https://example.org/note",
        "coordinator-1",
    )


def test_document_can_come_as_a_file(figures: None, ask: Ask) -> None:
    file = SimpleUploadedFile("note.txt", b"Trust in the police: 31.2", content_type="text/plain")

    ask(
        workplace.record,
        "trust-police",
        data=FIGURE | {"wave": wave_2025().pk, "document_url": "", "document_file": file},
    )

    document = Observation.objects.get(series__code="trust-police", wave=wave_2025()).document
    assert document.file is not None
    assert document.file.is_public
    assert document.address == document.file.get_absolute_url()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"value": "131"}, "value"),
        ({"value": "daudz"}, "value"),
        ({"value": ""}, "value"),
        ({"base": "0"}, "base"),
        ({"margin": "0"}, "margin"),
        ({"wave": "999999"}, "wave"),
        ({"confidence": "sure"}, "confidence"),
        ({"document_title": ""}, "document_title"),
        ({"document_url": ""}, "document_url"),
        ({"document_url": "javascript:alert(1)"}, "document_url"),
    ],
)
def test_value_that_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    figures: None, ask: Ask, sent: dict[str, str], said: str
) -> None:
    before = Observation.objects.count()

    response = ask(workplace.record, "trust-police", data=FIGURE | {"wave": wave_2025().pk} | sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_{said}' in page  # the summary of errors leads to the field
    assert Observation.objects.count() == before


def test_wave_of_another_survey_cannot_be_chosen(figures: None, ask: Ask) -> None:
    parliaments = Wave.objects.get(source__code="ep-eurobarometer")

    response = ask(workplace.record, "my-voice-counts-agree", data=FIGURE | {"wave": parliaments.pk})

    assert response.status_code == 422


def test_second_value_for_a_wave_is_explained(figures: None, ask: Ask) -> None:
    wave = Wave.objects.get(source__code="oecd-trust-survey", period="2023")

    response = ask(workplace.record, "trust-police", data=FIGURE | {"wave": wave.pk})

    assert "Šai mērījuma kārtai vērtība jau ir." in response.content.decode()
    assert "31,2" in response.content.decode()


def test_correction_keeps_the_document_that_it_does_not_change(figures: None, ask: Ask) -> None:
    entry = Observation.objects.get(series__code="basic-digital-skills")
    sent = {"value": "51,4", "document_title": entry.document.title, "confidence": "high", "reason": "Precīzāk"}

    ask(workplace.correct, entry.pk, data=sent)

    entry.refresh_from_db()
    assert (entry.corrected_by.value, entry.corrected_by.document) == (Decimal("51.4"), entry.document)


def test_correction_without_reason_or_value_is_refused(figures: None, ask: Ask) -> None:
    entry = Observation.objects.get(series__code="trust-police")
    sent = {"value": "", "document_title": "x", "confidence": "high", "reason": ""}

    page = ask(workplace.correct, entry.pk, data=sent).content.decode()

    assert 'href="#id_reason' in page
    assert 'href="#id_value' in page


def test_second_correction_of_one_entry_is_explained(figures: None, ask: Ask) -> None:
    entry = Observation.objects.get(series__code="trust-police")
    sent = {"value": "52,4", "document_title": "x", "confidence": "high", "reason": "y"}
    ask(workplace.correct, entry.pk, data=sent)

    response = ask(workplace.correct, entry.pk, data=sent)

    assert response.status_code == 422
    assert "Šo ierakstu kāds pa to laiku jau ir izlabojis." in response.content.decode()


def test_withdrawn_value_can_be_set_right_from_the_entries(figures: None, ask: Ask) -> None:
    entry = Observation.objects.get(series__code="trust-police")
    sent = {"is_withdrawn": "on", "document_title": "x", "confidence": "high", "reason": "y"}
    ask(workplace.correct, entry.pk, data=sent)
    entry.refresh_from_db()

    page = ask(workplace.entries, "trust-police").content.decode()

    assert f"/raditaji/darbs/ieraksti/{entry.corrected_by.pk}/labot/" in page
    assert "atsaukts" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"period": "2025"}, "period"), ({"period": "n/a"}, "period"), ({"published": "2027-13"}, "published")],
)
def test_wave_that_cannot_be_is_refused_at_its_field(figures: None, ask: Ask, sent: dict[str, str], said: str) -> None:
    wave = {"period": "2027", "name_lv": "OECD 2027", "name_en": "OECD 2027", "published": "2028"}

    response = ask(workplace.announce, "oecd-trust-survey", data=wave | sent)

    assert response.status_code == 422
    assert f'href="#id_{said}' in response.content.decode()


def test_announced_wave_appears_on_the_desk(figures: None, ask: Ask) -> None:
    ask(
        workplace.announce,
        "oecd-trust-survey",
        data={"period": "2027", "name_lv": "OECD Uzticēšanās pētījums 2027", "name_en": "OECD Trust Survey 2027"},
    )

    assert "OECD Uzticēšanās pētījums 2027" in ask(workplace.desk).content.decode()
