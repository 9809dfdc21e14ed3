"""The self-assessment for a period: one content as a page, PDF/UA and Word document, in both languages."""

import io
from datetime import date
from itertools import pairwise

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import html
from pypdf import PdfReader

from balss.plan.queries.self_assessment import self_assessment_of, spans_of

pytestmark = pytest.mark.django_db

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def get(name, *args, prefix=""):
    with translation.override("lv"):
        address = reverse(f"plan:{name}", args=args)
    answer = Client().get(prefix + address)
    assert answer.status_code == 200
    return answer.getvalue()


@pytest.fixture
def page(told):
    """In English, whose words stand in the code."""
    return html.fromstring(get("self_assessment", "lv-6", "2026-2", prefix="/en"))


def table(page, caption):
    """Rows of the texts of cells."""
    found = page.xpath(f"//table[caption[normalize-space()='{caption}']]//tr[td]")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th|td")] for row in found]


def words(element):
    return " ".join(element.text_content().split())


def test_periods_that_have_begun_can_be_chosen_and_the_whole_plan(published):
    assert [span.code for span in spans_of(published, on=date(2026, 11, 23))] == ["2026-1", "2026-2", "viss"]
    assert spans_of(published, on=date(2025, 12, 31)) == []


def test_period_that_has_not_begun_has_no_report(published):
    addresses = [f"/plans/lv-6/pasnovertejums/2027-1{form}" for form in ("/", ".pdf", ".docx")]
    assert [Client().get(address).status_code for address in addresses] == [404, 404, 404]


def test_three_statuses_stand_side_by_side(page):
    measure = next(row for row in table(page, "All measures at a glance") if row[0] == "2.2")
    assert measure[2:] == ["In progress", "continuous", "limited"]


def test_overdue_deadlines_are_told_by_the_longest_overdue(page):
    assert [(row[0], row[2], row[3]) for row in table(page, "Overdue deadlines")] == [
        ("4.1", "30 June 2026", "146"),
        ("2.5", "30 September 2026", "54"),
    ]


def test_value_is_told_with_its_day_body_and_evidence(page, told):
    rows = table(page, f"Values of measure 2.2: {told.indicator.name}")
    assert [row[:2] + row[3:] for row in rows] == [["23 November 2026", "1.5", "https://a.lv/x"]]


def test_correction_is_told_and_what_it_corrects_is_not_repeated(page, told):
    assert [row[1:3] for row in table(page, "Corrections")] == [["2.2", "report"]]
    assert "Bija kļūda." not in words(page)


def test_every_gap_of_the_plan_is_told(page, told):
    gaps = told.plan.editions.get().gaps.all()
    assert [row[1] for row in sorted(table(page, "Open points"))] == [
        row[1] for row in sorted([gap.measure.key if gap.measure else "document", gap.text] for gap in gaps)
    ]


def test_report_of_a_period_leaves_out_what_is_about_another(told):
    page = html.fromstring(get("self_assessment", "lv-6", "2026-1", prefix="/en"))
    measure = next(row for row in table(page, "All measures at a glance") if row[0] == "2.2")
    assert measure[2:] == ["nobody has reported", "overdue", "not assessed"]


@pytest.mark.parametrize(("prefix", "language"), [("", "lv"), ("/en", "en")])
def test_pdf_is_tagged_and_names_its_title_and_language(told, prefix, language):
    pdf = PdfReader(io.BytesIO(get("self_assessment_pdf", "lv-6", "2026-2", prefix=prefix)))
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].split("-")[0] == language
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data().decode()
    assert pdf.metadata.title.endswith("2026. gada 2. pusgads" if language == "lv" else "Second half of 2026")


def test_pdf_has_latvian_letters_and_names_what_its_font_lacks(told):
    told.report.text = "āčēģīķļņšūž 😀\x07"
    told.report.save()
    pdf = PdfReader(io.BytesIO(get("self_assessment_pdf", "lv-6", "2026-2")))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "āčēģīķļņšūž [grinning face]" in text


@pytest.mark.parametrize(("prefix", "language"), [("", "lv-LV"), ("/en", "en-GB")])
def test_word_document_has_headings_table_heads_and_its_language(told, prefix, language):
    document = docx.Document(io.BytesIO(get("self_assessment_docx", "lv-6", "2026-2", prefix=prefix)))
    levels = [int(each.style.name[-1]) for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert (levels[0], max(after - before for before, after in pairwise(levels))) == (1, 1)
    assert all(table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None for table in document.tables)
    assert document.styles.element.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val") == language


def test_page_and_word_document_say_the_same_words(page, told):
    document = docx.Document(io.BytesIO(get("self_assessment_docx", "lv-6", "2026-2", prefix="/en")))
    in_word = [[cell.text for cell in row.cells] for row in document.tables[0].rows[1:]]
    on_page = table(page, "All measures at a glance")
    assert ["".join("".join(row).split()) for row in in_word] == ["".join("".join(row).split()) for row in on_page]


def test_number_of_queries_does_not_grow_with_reports_and_values(told, report_value, django_assert_num_queries):
    span = spans_of(told.plan, on=date(2026, 11, 23))[-1]
    for place in range(30):
        report_value(told.indicator, place, institution=told.ministry, address=f"https://a.lv/{place}")
    with django_assert_num_queries(17):
        found = self_assessment_of(told.plan, span)
    account = next(each for each in found.measures if each.standing.measure.key == "2.2")
    assert (len(account.values[told.indicator.pk]), account.value_counts[told.indicator.pk]) == (20, 31)
