"""Records that are counted: what they amount to."""

from datetime import date

from balss.shared.evidence import EvidenceFilter, EvidenceKind, EvidenceRecord


def test_count_is_what_the_records_amount_to():
    records = [EvidenceRecord(key, date(2026, 5, 20), key, "/", amount=came) for key, came in (("a", 12), ("b", 30))]
    kind = EvidenceKind("test.came", "People", lambda wanted: records, lambda keys: {})
    assert kind.count(EvidenceFilter(measure="1.2")) == 42
