"""What the indicators of Latvia's plan count, as data and as docs/evidence.md say it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from balss.core.plandoc.document import text_of
from balss.plan.models import Indicator
from balss.plan.services import WrongCapabilities, write_counting
from balss.plan.services.evidence import CAPABILITIES
from balss.shared.evidence import evidence

DOCS = Path(__file__).parents[2] / "docs" / "evidence.md"


def rows():
    """Of the table of indicators, which begins each line with the number of a measure."""
    lines = [line for line in DOCS.read_text().splitlines() if re.match(r"\| [0-9]", line)]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_indicator_counts_or_says_why_by_hand(published):
    found = list(Indicator.objects.filter(measure__plan=published))
    assert len(found) == 51
    assert [str(each) for each in found if not each.counts and not each.by_hand] == []


def test_page_of_the_docs_lists_what_the_data_say(published):
    said = Counter((row[0], row[1].strip(), bool(row[2].strip()), bool(row[3].strip(" |"))) for row in rows())
    found = Indicator.objects.filter(measure__plan=published).select_related("measure")
    data = Counter((each.measure.number, text_of(each.words), bool(each.counts), bool(each.by_hand)) for each in found)
    assert said == data


def test_page_of_the_docs_names_each_kind_that_is_counted(published):
    said = {row[1].strip(): row[2] for row in rows()}
    for each in Indicator.objects.filter(measure__plan=published).exclude(counts=[]):
        assert [c["record"] for c in each.counts if f"{c['metric']}: `{c['record']}`" not in said[str(each)]] == []


def test_page_of_the_docs_explains_each_kind_of_record():
    assert sorted(re.findall(r"^\| `([a-z_.]+)` \|", DOCS.read_text(), re.MULTILINE)) == evidence.keys()


def test_condition_that_nobody_knows_is_refused_with_its_line(published, tmp_path):
    path = tmp_path / "capabilities.yaml"
    path.write_text(CAPABILITIES.read_text().replace("kinds: [practicum]", "kindz: [practicum]"))
    with pytest.raises(WrongCapabilities, match=r"line [0-9]+: nobody knows kindz"):
        write_counting(published, path=path)
