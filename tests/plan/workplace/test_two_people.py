"""Two people save one draft: both keep what they typed, and are told."""

from decimal import Decimal

import pytest

from balss.plan.services.progress import duty_of, read_content, save_draft, slots_of


@pytest.fixture
def base(draft, indicator, write, anna, now):
    write(draft, anna, text="Sākums", obstacles="Nav")
    draft.refresh_from_db()
    return read_content(draft, slots_of(duty_of(draft, now)))


@pytest.fixture
def save(draft, base, now):
    """Saves what somebody made of the draft as it was at the beginning."""
    draft.refresh_from_db()
    version = draft.version

    def make(account, **changes):
        return save_draft(
            report=draft, content={**base, **changes}, base=base, version=version, by=account.actor, now=now
        )

    return make


def test_changes_of_different_fields_are_both_kept(save, anna, juris, draft):
    save(anna, text="Annas")
    saved = save(juris, obstacles="Jura", **{"value-1-number": Decimal(4)})
    draft.refresh_from_db()
    assert (draft.text, draft.obstacles, draft.values.get().number) == ("Annas", "Jura", 4)
    assert (saved.taken, saved.conflicts, saved.changed_by) == (("text",), {}, anna.public_id)


def test_conflict_keeps_what_is_saved_and_answers_it(save, anna, juris, draft):
    save(anna, text="Annas")
    saved = save(juris, text="Jura", obstacles="Jura")
    draft.refresh_from_db()
    assert (draft.text, draft.obstacles) == ("Annas", "Jura")
    assert (saved.conflicts, saved.is_as_sent) == ({"text": "Annas"}, False)


def test_same_words_from_both_are_no_conflict(save, anna, juris):
    save(anna, text="Vienādi")
    assert save(juris, text="Vienādi").is_as_sent


def test_saving_the_same_again_changes_nothing(save, anna, draft):
    first = save(anna, text="Annas").report.version
    assert save(anna, text="Annas").report.version == first


def test_last_to_save_answers_for_the_draft(save, anna, juris, draft):
    save(anna, text="Annas")
    assert save(juris, obstacles="Jura").report.author == juris.public_id
