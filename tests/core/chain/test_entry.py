"""What a leaf holds is canonical JSON, whatever the facts are."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from balss.core.chain.canonical import canonical_json
from balss.core.chain.entry import EntryFacts, utc_text

facts = st.builds(
    EntryFacts,
    id=st.uuids().map(str),
    institution=st.none() | st.integers(0, 2**53 - 1),
    recorded_at=st.datetimes(timezones=st.just(UTC)),
)


@given(facts)
def test_a_leaf_is_the_canonical_json_of_the_facts(facts):
    assert facts.leaf_data() == canonical_json(facts.as_json()).encode()


def test_the_same_moment_is_written_the_same_in_every_zone():
    in_riga = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Riga"))
    assert utc_text(in_riga) == utc_text(in_riga.astimezone(UTC)) == "2026-11-23T08:30:00.000000Z"
