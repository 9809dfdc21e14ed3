"""The ledger for programs: /api/v1/ledger."""

import pytest

from balss.core.chain.proofs import verify_consistency
from balss.ledger.models import TreeHead
from balss.ledger.services import integrate

pytestmark = pytest.mark.django_db
API = "/api/v1/ledger"


@pytest.fixture
def heads(new_entry, now, key):
    """Three signed heads, over 2, 3 and 4 entries."""
    for number in range(3):
        new_entry(number=number)
        integrate(now=now, key=key)
    return list(TreeHead.objects.all())


@pytest.mark.usefixtures("heads")
def test_entries_come_with_facts_content_and_position(client):
    answer = client.get(f"{API}/entries?kind=plan.Measure&subject_id=7").json()
    assert (answer["total"], {item["content"]["number"] for item in answer["items"]}) == (3, {0, 1, 2})
    assert {item["position"] for item in answer["items"]} == {1, 2, 3}


@pytest.mark.parametrize(
    "query", ["since=0001-01-01", "until=9999-12-31", "since=2026-11-23&until=2026-11-23", "since=1970-01-01"]
)
@pytest.mark.usefixtures("heads")
def test_entries_are_narrowed_by_any_day_there_is(query, client):
    assert client.get(f"{API}/entries?action=plan.report_published&{query}").json()["total"] == 3


@pytest.mark.parametrize("query", ["since=9999-12-31", "until=0001-01-01", "since=2026-11-24", "until=2026-11-22"])
@pytest.mark.usefixtures("heads")
def test_days_without_entries_have_none(query, client):
    assert client.get(f"{API}/entries?{query}").json()["total"] == 0


def test_a_receipt_is_the_same_as_on_the_page(client, heads, new_entry):
    entry = new_entry()
    receipt = client.get(f"{API}/entries/{entry.pk}/receipt").json()
    assert receipt == client.get(f"/zurnals/{entry.pk}/apliecinajums.json").json()


def test_an_unknown_entry_has_no_receipt(client):
    assert client.get(f"{API}/entries/00000000-0000-4000-8000-000000000000/receipt").status_code == 404


def test_heads_come_newest_first_at_the_same_cost_for_one_and_three(client, heads, django_assert_num_queries):
    with django_assert_num_queries(4) as one:
        assert [head["size"] for head in client.get(f"{API}/heads?limit=1").json()["items"]] == [4]
    with django_assert_num_queries(len(one)):
        assert [head["size"] for head in client.get(f"{API}/heads").json()["items"]] == [4, 3, 2]


def test_the_newest_head_and_the_keys_are_there(client, heads, key):
    assert client.get(f"{API}/heads/latest").json()["checkpoint"] == heads[-1].checkpoint
    assert [one["vkey"] for one in client.get(f"{API}/keys").json()] == [key.verifier().vkey]


def test_there_is_no_newest_head_before_the_first_entry(client):
    assert client.get(f"{API}/heads/latest").status_code == 404


def test_a_consistency_proof_leads_from_an_older_head_to_a_newer(client, heads):
    old, new = heads[0], heads[2]
    answer = client.get(f"{API}/consistency?old_size={old.size}&size={new.size}").json()
    assert verify_consistency(
        old_size=old.size,
        old_root=bytes.fromhex(old.root_hash),
        size=new.size,
        root=bytes.fromhex(new.root_hash),
        proof=[bytes.fromhex(hash_) for hash_ in answer["hashes"]],
    )


@pytest.mark.parametrize(("old_size", "size"), [(4, 3), (1, 5), (0, 2**63 - 1)])
@pytest.mark.usefixtures("heads")
def test_there_is_no_proof_between_sizes_that_the_tree_never_had(old_size, size, client):
    assert client.get(f"{API}/consistency?old_size={old_size}&size={size}").status_code == 404
