"""What an institution tells of an opportunity: texts and a poster from the one entry, in sentences that are right."""

import io
from datetime import UTC, date, datetime

import pypdf
import pytest
from django.urls import reverse
from django.utils.translation import override

from balss.core.calendar.spoken import period
from balss.participation.models import OpportunityKind, PublicDiscussion
from balss.participation.queries.reading import opportunity_with_all
from balss.participation.services import (
    change_opportunity,
    extend_opportunity,
    prepare_opportunity,
    publish_opportunity,
)
from balss.participation.views.material_texts import (
    counted,
    gazette_text,
    invitation,
    press_text,
    short_texts,
    shortened,
    site_text,
)

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def discussion(process, official, discussion_content, now):
    draft = prepare_opportunity(process=process, content=discussion_content, by=official, now=now)
    return publish_opportunity(opportunity=draft, by=official, now=now)


def loaded(opportunity):
    return opportunity_with_all(opportunity.public_id).get()


def pdf_words(content):
    reader = pypdf.PdfReader(io.BytesIO(content))
    return len(reader.pages), " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_notice_says_what_article_55_asks(discussion, now):
    text = gazette_text(loaded(discussion), now).text

    assert text.splitlines()[:10] == [
        "Paziņojums par publisko apspriešanu",
        "",
        "Saskaņā ar Pašvaldību likuma 54. un 55. pantu Izdomātā novada pašvaldība rīko publisko apspriešanu "
        "„Skolas ielas idejas”.",
        "",
        "Apspriežamais jautājums: Kam Skolas ielā jābūt pirmajā vietā?",
        "",
        "Pamatojums: Gaidām idejas, kā ielu padarīt drošu.",
        "",
        "Domes lēmums: 2026. gada 12. novembris, nr. 411",
        "",
    ]
    assert "Apspriešanas termiņš: no 2026. gada 1. decembra līdz 31. decembrim" in text
    assert "– klātienē: Centrālajā pārvaldes ēkā, Parka ielā 1." in text
    assert f"– internetā: http://localhost:8000/lidzdaliba/iespejas/{discussion.public_id}/" in text


def test_only_a_public_discussion_has_a_notice(opportunity, now):
    assert gazette_text(loaded(opportunity), now) is None


def test_excluded_subject_has_no_notice(process, official, discussion_content, now):
    content = discussion_content | {"subject": PublicDiscussion.Subject.BUDGET, "notice_sent_date": None}
    draft = prepare_opportunity(process=process, content=content, by=official, now=now)

    assert gazette_text(loaded(draft), now) is None


def test_texts_change_with_the_entry(opportunity, official, now):
    change_opportunity(
        opportunity=opportunity, content={"contact": "Jaunā nodaļa"}, version=opportunity.version, by=official, now=now
    )
    later = datetime(2027, 1, 10, 22, 0, tzinfo=UTC)
    extend_opportunity(opportunity=loaded(opportunity), closes_at=later, reason="Svētki.", by=official, now=now)
    found = loaded(opportunity)

    for text in (site_text(found, "lv", now).text, press_text(found, "lv", now).text):
        assert "Jaunā nodaļa" in text
        assert "no 2026. gada 23. novembra līdz 2027. gada 10. janvārim" in text
    assert all("līdz 2027. gada 10. janvārim" in short.text for short in short_texts(found, "lv", now))


def test_markdown_and_hostile_words_become_harmless_html_and_plain_text(opportunity, official, now):
    summary = "Divi **svarīgi**:\n\n- pirmais\n- otrais\n\n<script>alert(1)</script> [te](javascript:alert(1))"
    change_opportunity(
        opportunity=opportunity, content={"summary": summary, "title": "A <b>&</b> B"}, version=opportunity.version,
        by=official, now=now,
    )  # fmt: skip
    site = site_text(loaded(opportunity), "lv", now)

    assert "<script" not in site.html
    assert 'href="javascript' not in site.html
    assert "<h2>A &lt;b&gt;&amp;&lt;/b&gt; B</h2>" in site.html
    assert "Divi svarīgi:\n\n– pirmais\n– otrais" in site.text


def test_english_is_offered_where_the_entry_has_it(opportunity, official, now):
    opportunity.translate("en", title="Ideas for Skolas iela", question="What should come first?")
    change_opportunity(
        opportunity=loaded(opportunity), content={"translations": opportunity.translations},
        version=opportunity.version, by=official, now=now,
    )  # fmt: skip
    text = site_text(loaded(opportunity), "en", now).text

    assert text.startswith("Ideas for Skolas iela\n\nWhat should come first?\n\nIzdomātā novada pašvaldība calls for")
    assert "from 23 November until 14 December 2026" in text


@pytest.mark.parametrize("length", [5, 300])
def test_short_texts_keep_within_the_networks_and_keep_days_and_address(opportunity, official, now, length):
    type(opportunity).objects.filter(pk=opportunity.pk).update(
        question=("Kāpēc šī iela? " * 30)[:length], summary="Gari vārdi. " * 400
    )
    shorts = short_texts(loaded(opportunity), "lv", now)

    assert [short.limit for short in shorts] == [280, 500, 3000]
    for short in shorts:
        assert short.length <= short.limit
        end = f"Piedalieties līdz 2026. gada 14. decembrim:\n{opportunity_address(opportunity)}"
        assert short.text.endswith(end)


def opportunity_address(opportunity):
    return f"http://localhost:8000/lidzdaliba/iespejas/{opportunity.public_id}/"


def test_signs_of_other_scripts_count_twice():
    assert (counted("ā–b"), counted("日"), counted("🙂")) == (4, 2, 2)


def test_cut_text_ends_at_a_word():
    assert shortened("viens, divi trīs", 14) == "viens, divi…"
    assert shortened("viens", 5) == "viens"


def test_every_kind_has_a_sentence():
    with override("lv"):
        said = {kind: invitation(kind, "Dome", "Iela") for kind in OpportunityKind}

    assert said["public_discussion"] == "Dome aicina ikvienu piedalīties publiskajā apspriešanā „Iela”."
    assert all(sentence.startswith("Dome ") and "„Iela”" in sentence for sentence in said.values())


def test_one_day_is_said_where_and_a_period_from_until():
    assert period(date(2026, 3, 5), date(2026, 3, 5), "lv") == "2026. gada 5. martā"
    assert period(date(2026, 1, 5), date(2027, 2, 4), "lv") == "no 2026. gada 5. janvāra līdz 2027. gada 4. februārim"


def test_poster_is_one_accessible_page_with_all_that_is_needed(client, opportunity):
    answer = client.get(reverse("participation:poster", args=[opportunity.public_id]))
    pages, words = pdf_words(answer.content)

    assert pages == 1
    assert b"pdfuaid" in answer.content
    for said in ("Izdomātā novada pašvaldība", "Kam Skolas ielā jābūt pirmajā vietā?", "līdz 14. decembrim",
                 "Klientu apkalpošanas centrā vai bibliotēkā.", "Ielu nodaļa, tālr. 60000000"):  # fmt: skip
        assert said in words


def test_longest_entry_still_fits_one_page(client, opportunity):
    type(opportunity).objects.filter(pk=opportunity.pk).update(
        question="Vai ļoti gari vārdi? " * 14, title="Nosaukums " * 20, offline="Jebkur. " * 900, contact="Birojs " * 42
    )

    pages, _words = pdf_words(client.get(reverse("participation:poster", args=[opportunity.public_id])).content)

    assert pages == 1


def test_code_on_the_poster_leads_to_the_page(opportunity):
    from balss.core.paper.poster import qr_code

    address = opportunity_address(opportunity)
    assert qr_code(address) == qr_code(address) != qr_code(address + "?")
    assert qr_code(address).startswith("<svg")


def test_materials_page_shows_all_texts_without_scripts(sign_in, official, discussion):
    page = sign_in(official).get(reverse("participation:materials", args=[discussion.public_id])).content.decode()

    assert page.count("<textarea") == 7
    assert page.count("data-copy=") == page.count(" hidden>") == 7
    assert "Paziņojums par publisko apspriešanu" in page


@pytest.mark.parametrize("name", ["lapai.html", "lapai.txt", "presei.txt", "vestnesim.txt"])
def test_texts_come_as_files(sign_in, official, discussion, name):
    address = reverse("participation:materials", args=[discussion.public_id]) + name
    answer = sign_in(official).get(address)

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "Kam Skolas ielā jābūt pirmajā vietā?" in answer.content.decode()


@pytest.mark.parametrize("name", ["cits.txt", "lapai.pdf", "vestnesim.txt"])
def test_unknown_text_is_not_found(sign_in, official, opportunity, name):
    address = reverse("participation:materials", args=[opportunity.public_id]) + name
    assert sign_in(official).get(address).status_code == 404


def test_day_of_sending_is_noted_on_a_draft_and_counts_for_publishing(
    sign_in, official, process, discussion_content, now
):
    draft = prepare_opportunity(
        process=process, content=discussion_content | {"notice_sent_date": None}, by=official, now=now
    )
    address = reverse("participation:materials", args=[draft.public_id])
    sign_in(official).post(address, {"notice_sent_date": "2026-11-23"})

    assert loaded(draft).consultation.public_discussion.notice_sent_date == date(2026, 11, 23)
    publish_opportunity(opportunity=loaded(draft), by=official, now=now)


def test_day_of_sending_stays_once_published(sign_in, official, discussion):
    address = reverse("participation:materials", args=[discussion.public_id])
    sign_in(official).post(address, {"notice_sent_date": "2026-11-20"})

    assert loaded(discussion).consultation.public_discussion.notice_sent_date == date(2026, 11, 23)


def test_poster_and_materials_of_a_draft_are_its_own_institutions(client, sign_in, stranger, draft_opportunity):
    poster = reverse("participation:poster", args=[draft_opportunity.public_id])
    materials = reverse("participation:materials", args=[draft_opportunity.public_id])

    assert client.get(poster).status_code == 302
    browser = sign_in(stranger)
    assert [browser.get(each).status_code for each in (poster, materials, f"{materials}lapai.txt")] == [403] * 3


def test_what_other_rooms_announce_has_no_poster_here(client, opportunity):
    type(opportunity).objects.filter(pk=opportunity.pk).update(origin="events", origin_key="1", address="/notikumi/a/")
    assert client.get(reverse("participation:poster", args=[opportunity.public_id])).status_code == 404
