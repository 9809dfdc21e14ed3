"""Importing the plan and its corrected editions: what is kept, what changes, what is never lost."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date

from balss.core.plandoc.planfile import dump_plan
from balss.ledger.models import Entry
from balss.plan import models
from balss.plan.queries import PUBLISHED_PLAN, document_of, edition_in_force, read_plan_bytes
from balss.plan.services import import_edition
from balss.shared.permissions import SYSTEM
from tests.core.plandoc.shared_plan import beside_the_project, transcribed_measures

WEBINAR = ("2026.\xa0gada \nI\xa0ceturksnis\n(vebinārs)", "2026.\xa0gada \nIII\xa0ceturksnis\n(vebinārs)")


def cut_measure(number, following):
    """The replacement that takes a whole row out of the published text."""
    text = PUBLISHED_PLAN.read_text()
    start, end = text.index(f"\t{number}"), text.index(f"\t{following}")
    return text[start:end], ""


def test_published_plan_is_imported_whole(published):
    counts = {
        model.__name__: model.objects.count()
        for model in (models.Commitment, models.Measure, models.Indicator, models.Deadline, models.Footnote)
    }
    assert counts == {"Commitment": 4, "Measure": 24, "Indicator": 51, "Deadline": 26, "Footnote": 47}


def test_bodies_become_institutions_as_transcribed(published):
    expected = {
        (measure["no"], part, body["code"])
        for measure in transcribed_measures()
        for part in ("responsible", "co_responsible")
        for body in measure[part] or []
    }
    rows = models.BodyPart.objects.values_list("measure__key", "part", "institution__code")
    assert set(rows) == expected


def test_plan_gets_coordinator_statuses_and_half_years(published):
    assert published.coordinator.code == "VK"
    assert [period.code for period in published.periods.all()] == ["2026-1", "2026-2", "2027-1", "2027-2"]
    assert Counter(status.is_final for status in published.statuses.all()) == {False: 2, True: 3}


def test_gaps_are_kept_with_measure_and_line(published):
    gaps = models.Gap.objects.exclude(measure=None).values_list("measure__key", "kind", "line")
    assert ("3.3", "placeholder", 430) in gaps
    assert {measure for measure, _, _ in gaps} == {"1.1", "2.4", "3.3", "4.7"}


def test_implied_targets_are_marked_and_named_ones_are_not(published):
    targets = models.Target.objects.filter(indicator__measure__key__in=["2.2", "4.2"])
    assert list(targets.values_list("metric", "value", "is_implied")) == [
        ("", 1, True), ("policy_examples", 1, False), ("service_examples", 1, False),
    ]  # fmt: skip


def test_import_is_recorded_in_the_ledger(published):
    entry = Entry.objects.get(action="plan.edition_imported")
    assert json.loads(entry.content.body)["measures"] == 24


def test_same_file_again_changes_nothing(published, import_text):
    again = import_text()
    assert (again.is_new, again.edition.number, models.Edition.objects.count()) == (False, 1, 1)
    assert Entry.objects.filter(action="plan.edition_imported").count() == 1


def test_corrected_deadline_is_changed_in_place(published, import_text):
    before = models.Deadline.objects.get(measure__key="2.2", kind="quarter")
    corrected = import_text(WEBINAR)
    after = models.Deadline.objects.get(pk=before.pk)
    assert (before.due_date, after.due_date) == (date(2026, 3, 31), date(2026, 9, 30))
    assert [(change.kind, change.what, change.measure_key) for change in corrected.edition.changes.all()] == [
        ("changed", "deadline", "2.2")
    ]


def test_earlier_edition_stays_readable(published, import_text):
    import_text(WEBINAR)
    first, second = published.editions.order_by("number")
    dates = [
        {
            each.due_date
            for measure in document_of(edition).measures
            if measure.number == "2.2"
            for each in measure.deadlines
        }
        for edition in (first, second)
    ]
    assert dates == [{date(2026, 3, 31), None}, {date(2026, 9, 30), None}]


def test_reworded_indicator_keeps_its_values(published, import_text, report_value):
    indicator = models.Indicator.objects.get(words__lv="Standarta publikācija")
    value = report_value(indicator, 1)
    import_text(("Standarta publikācija", "Standarta publikācija tīmeklī"))
    indicator.refresh_from_db()
    assert (indicator.words["lv"], indicator.withdrawn_in, list(indicator.values.all())) == (
        "Standarta publikācija tīmeklī", None, [value],
    )  # fmt: skip


def test_dropped_indicator_is_withdrawn_with_its_values(published, import_text, report_value):
    indicator = models.Indicator.objects.get(words__lv="Standarta publikācija")
    report_value(indicator, 1)
    corrected = import_text(("\tStandarta publikācija\n\n", "\t"))
    indicator.refresh_from_db()
    assert (indicator.withdrawn_in, indicator.values.count()) == (corrected.edition, 1)


def test_dropped_measure_is_withdrawn_with_all_that_was_said(published, import_text):
    corrected = import_text(cut_measure("3.5.", "3.6."))
    measure = models.Measure.objects.get(plan=published, key="3.5")
    assert measure.withdrawn_in == corrected.edition
    assert (measure.results.count(), measure.bodies.count(), measure.indicators.count()) == (1, 2, 1)
    assert [(each.kind, each.what, each.measure_key) for each in corrected.edition.changes.all()] == [
        ("withdrawn", "measure", "3.5")
    ]


def test_measure_that_comes_back_is_the_same_one(published, import_text):
    before = models.Measure.objects.get(plan=published, key="3.5")
    import_text(cut_measure("3.5.", "3.6."))
    back = import_text().edition
    measure = models.Measure.objects.get(plan=published, key="3.5")
    assert (measure.pk, measure.withdrawn_in) == (before.pk, None)
    assert [(change.kind, change.measure_key) for change in back.changes.all()] == [("returned", "3.5")]


def test_indicator_that_comes_back_is_the_same_one(published, import_text):
    before = models.Indicator.objects.get(words__lv="Standarta publikācija")
    import_text(("\tStandarta publikācija\n\n", "\t"))
    import_text()
    before.refresh_from_db()
    assert (before.withdrawn_in, models.Indicator.objects.filter(measure__key="2.5").count()) == (None, 2)


def test_two_measures_with_one_number_are_both_shown(published, import_text):
    import_text(("\t3.5. ", "\t3.4. "))
    assert list(models.Measure.objects.filter(number="3.4").values_list("key", flat=True)) == ["3.4", "3.4-2"]


def test_export_and_import_of_it_change_nothing(published, now):
    exported = json.dumps(dump_plan(document_of(edition_in_force(published))), ensure_ascii=False).encode()
    again = read_plan_bytes(exported, on=now.date())
    assert import_edition(document=again, content=exported, file_name="e.json", by=SYSTEM, now=now).is_new is False


def test_other_countrys_plan_stands_in_the_same_tables(published, now):
    content = beside_the_project("data/trackers/canada_nap6.yaml").read_bytes()
    document = read_plan_bytes(content, on=now.date())
    plan = import_edition(document=document, content=content, file_name="x", by=SYSTEM, now=now).edition.plan
    assert (plan.slug, plan.languages, plan.measures.count()) == ("ca-6", ["en", "fr"], 19)
    assert list(plan.statuses.values_list("code", "is_final")) == [
        ("NS", False), ("LP", False), ("SP", False), ("C", True),
    ]  # fmt: skip
    assert models.Deadline.objects.filter(measure__plan=plan, kind="text", due_date=None).count() == 52
    assert not models.BodyPart.objects.filter(measure__plan=plan).exclude(institution=None).exists()


def test_status_that_an_edition_drops_stays_for_old_reports(published, now):
    document = document_of(edition_in_force(published))
    fewer = replace(document, statuses=document.statuses[:3])
    import_edition(document=fewer, content=b"x", file_name="x", by=SYSTEM, now=now)
    assert Counter(status.is_offered for status in published.statuses.all()) == {True: 3, False: 2}
