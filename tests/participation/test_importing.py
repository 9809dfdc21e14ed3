"""Proposals and threaded comments that were said elsewhere."""

import json
from collections import Counter
from pathlib import Path

import pytest

from balss.ledger.models import Entry
from balss.participation.models import Contribution, Support
from balss.participation.services.contributions.importing import (
    NotRows,
    import_contributions,
    moment_of,
    read_rows,
    text_of,
)
from balss.shared.permissions import ANONYMOUS, SYSTEM, NotAllowed

MADRID = Path(__file__).resolve().parents[3] / "shared/data/comments/decide-madrid/data"
ROWS = [
    {"id": 2, "proposalId": 1, "parentId": 3, "text": "Atbilde", "date": "2026-11-02", "time": "0 days 10:00:00"},
    {"id": 3, "proposalId": 1, "parentId": -1, "text": "Komentārs", "date": "2026-11-01", "time": "09:00:00"},
    {"id": 1, "title": "Soliņi", "summary": "Parkā.", "text": "", "date": "2026-10-01"},
    {"id": 4, "proposalId": 1, "parentId": 99, "text": "", "date": "2026-11-03", "time": ""},
]
LIES = {"id": 1, "title": "Soliņi", "date": "2026-10-01", "numSupports": "-1"}
VOTED = [
    {"id": 1, "title": "Soliņi", "date": "2026-10-01", "numSupports": "6560"},
    {"id": 2, "proposalId": 1, "text": "Jā", "date": "2026-10-02", "numPositiveVotes": 3, "numNegativeVotes": 1},
    {"id": 3, "proposalId": 1, "text": "Nē", "date": "2026-10-02"},
]


@pytest.fixture
def load(consultation, now, tmp_path):
    def make(*files, rows=None, by=SYSTEM):
        if rows is not None:
            file = tmp_path / "rows.jsonl"
            file.write_text("\n".join(json.dumps(row) for row in rows))
            files = (file,)
        return import_contributions(
            consultation=consultation, files=list(files), source="test", language="lv", by=by, now=now
        )

    return make


def test_threads_are_taken_in_whatever_order_they_stand(load):
    done = load(rows=ROWS)

    said = {each.text: each for each in Contribution.objects.select_related("parent", "root")}
    assert (done.proposals, done.comments, done.at_proposal, done.lost) == (1, 3, 1, [])
    assert said["Atbilde"].parent == said["Komentārs"]
    assert {each.root for each in said.values()} == {None, said["**Soliņi**\n\nParkā."]}
    assert said["Atbilde"].published_at.isoformat() == "2026-11-02T10:00:00+00:00"


def test_importing_again_adds_only_what_is_new(load):
    load(rows=ROWS)
    again = load(rows=[*ROWS, {"id": 5, "proposalId": 1, "parentId": 2, "text": "Jauns", "date": "2026-11-04"}])

    assert (again.proposals, again.comments, Contribution.objects.count()) == (0, 1, 5)
    assert Entry.objects.filter(action="participation.contribution_submitted").count() == 5


def test_comment_without_its_proposal_is_named(load):
    assert load(rows=ROWS[:1]).lost == ["2"]


def test_votes_stay_what_they_are_and_are_no_support(load, client, opportunity, clock):
    load(rows=VOTED)

    page = client.get(opportunity.get_absolute_url()).content.decode()
    data = json.loads(b"".join(client.get(f"{opportunity.get_absolute_url()}viedokli.json")))["contributions"]
    assert "citur saskaitītas balsis: par 6560<" in page
    assert "citur saskaitītas balsis: par 3, pret 1<" in page
    assert (page.count("citur saskaitītas"), "atbalst" in page.partition('class="threads"')[2]) == (2, False)
    assert [(row["votes_for_elsewhere"], row["votes_against_elsewhere"], row["support"]) for row in data] == [
        (6560, None, 0), (3, 1, 0), (None, None, 0),
    ]  # fmt: skip
    assert Support.objects.count() == 0


@pytest.mark.parametrize(
    "row", [{"text": "?"}, {"id": 1, "text": "?", "date": "vakar"}, ["?"], LIES, {"id": 1, "text": 5}]
)
def test_what_is_no_row_is_refused(load, row):
    with pytest.raises(NotRows):
        load(rows=[row])


def test_nobody_imports_through_a_page(load, official):
    for actor in (official, ANONYMOUS):
        with pytest.raises(NotAllowed):
            load(rows=ROWS, by=actor)


@pytest.mark.skipif(not MADRID.exists(), reason="needs the comments of Decide Madrid")
def test_real_proposals_and_comments_load_with_nothing_lost(load):
    files = [MADRID / "proposals.csv", MADRID / "comments.csv"]
    done = load(*files)
    again = load(*files)
    assert (done.proposals, done.comments, done.lost, again.proposals + again.comments) == (80, 5633, [], 0)

    proposals, comments = (list(read_rows(file)) for file in files)
    for rows, kept in (
        (proposals, Contribution.objects.filter(parent=None)),
        (comments, Contribution.objects.exclude(parent=None)),
    ):
        expected = Counter((text_of(row), moment_of(row)) for row in rows)
        assert Counter(kept.values_list("text", "published_at")) == expected
    sizes = Counter(row["proposalId"] for row in comments)
    threads = Counter(Contribution.objects.exclude(root=None).values_list("root", flat=True))
    assert sorted(threads.values()) == sorted(sizes.values())
    known = {row["id"] for row in comments}
    deep = [row for row in comments if row["parentId"] in known]
    assert Contribution.objects.filter(parent__parent__isnull=False).count() == len(deep)
