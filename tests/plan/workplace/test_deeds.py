"""The public ledger says in words what was done in the plan, and leads to the page where it is seen."""

from django.test import Client
from django.urls import reverse

from balss.ledger.models import Entry
from balss.ledger.services import Subject, record
from balss.shared.permissions import SYSTEM


def entry_page(client: Client, action: str, subject, now) -> str:
    entry: Entry = record(action=action, subject=subject, by=SYSTEM, now=now, content={})
    return client.get(reverse("ledger:entry", args=[entry.pk])).content.decode()


def test_a_report_leads_to_the_public_page_of_its_measure(client, submitted, now):
    page = entry_page(client, "plan.report_submitted", submitted, now)
    address = reverse("plan:measure", args=[submitted.measure.plan.slug, submitted.measure.key])

    assert "<h1>Iesniegts pārskats par pasākumu</h1>" in page
    assert f'<a href="{address}">plan.ProgressReport {submitted.pk}</a>' in page


def test_what_is_gone_leads_nowhere(client, db, now):
    page = entry_page(client, "plan.report_submitted", Subject("plan.ProgressReport", "99999"), now)
    assert "<dd>plan.ProgressReport 99999</dd>" in page


def test_an_id_that_is_no_number_leads_nowhere(client, db, now):
    """As after an entry was altered behind the product's back: its page still shows it."""
    page = entry_page(client, "plan.report_submitted", Subject("plan.ProgressReport", "7 or 1"), now)
    assert "<dd>plan.ProgressReport 7 or 1</dd>" in page
