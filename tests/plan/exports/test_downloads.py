"""The plan as CSV, XLSX and JSON: the same rows, documented, public, safe to open."""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from balss.plan.queries.tables import TABLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client: Client):
    def content(name, *args):
        answer = client.get(reverse(f"plan:{name}", args=args))
        assert answer.status_code == 200
        return answer.getvalue()

    return content


def rows_of_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_measures_are_those_of_the_plan(get, published):
    rows = rows_of_csv(get("data_csv", "lv-6"))
    assert [row["measure"] for row in rows] == [measure.key for measure in published.measures.all()]
    assert rows[0]["title"] == ""
    webinar = next(row for row in rows if row["measure"] == "2.2")
    assert (webinar["computed_status"], webinar["next_due_date"]) == ("overdue", "2026-03-31")


@pytest.mark.parametrize("table", TABLES)
def test_table_has_the_same_fields_and_rows_in_every_format(get, told, table):
    in_csv = csv.DictReader(io.StringIO(get("table_csv", "lv-6", table).decode(), newline=""))
    in_json = json.loads(get("table_json", "lv-6", table))
    head, *lines = openpyxl.load_workbook(io.BytesIO(get("table_xlsx", "lv-6", table)))[table].iter_rows()
    fields = [field.name for field in TABLES[table].fields]
    assert (in_csv.fieldnames, list(in_json["fields"]), [cell.value for cell in head]) == (fields, fields, fields)
    assert len(list(in_csv)) == len(in_json[table]) == len(lines)


def test_footnotes_have_their_numbers_words_and_addresses(get, published):
    rows = rows_of_csv(get("table_csv", "lv-6", "footnotes"))
    stored = list(published.editions.get().footnotes.all())
    assert [(row["footnote"], row["words"]) for row in rows] == [(str(each.number), str(each)) for each in stored]
    assert [row["addresses"].split() for row in rows] == [each.addresses for each in stored]
    assert len(rows) == 47


def test_footnotes_of_a_measure_are_those_that_its_row_refers_to(get, published):
    measure = published.measures.filter(footnotes__isnull=False).first()
    found = json.loads(get("measure_json", "lv-6", measure.key))["footnotes"]
    own = sorted(measure.footnotes.values_list("number", flat=True))
    assert [(row["footnote"], row["measure"]) for row in found] == [(number, measure.key) for number in own]
