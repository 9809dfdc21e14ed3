"""A text is given, looked at, corrected and published; the next version keeps the identity of provisions."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from balss.core.provisions import MOST_CLAUSES
from balss.drafts import services
from balss.drafts.models import Draft, Provision, Version, Wording, WorkingText, append_only
from balss.drafts.queries import changes_between, history_of, review
from balss.drafts.services import (
    ChangedMeanwhile,
    DraftIncomplete,
    NoteMissing,
    NothingChanged,
    NothingToPublish,
    NotInThatState,
    NotThatProvision,
    ReasonMissing,
    TextRefused,
)
from balss.ledger.queries import entries_about
from tests.drafts.conftest import FIRST, NOW, SECOND


def test_text_is_read_before_anybody_sees_it(draft):
    found = review(draft)
    assert [row.mark for row in found.rows] == [
        "ievads", "nodala-I", "1", "2", "nodala-II", "3", "3.1", "3.2", "4", "5",
    ]  # fmt: skip
    assert (found.number, Version.objects.count(), draft.state) == (1, 0, "prepared")


def test_first_version_is_published_and_recorded(published, deeds):
    version = published.versions.get()
    assert (published.state, published.newest, published.published_at, version.note) == ("published", 1, NOW, "")
    assert (version.wordings.count(), deeds()) == (10, ["drafts.version_published"])
    assert not WorkingText.objects.exists()


def test_later_version_says_in_the_ledger_what_changed_and_why(twice):
    said = [each.content_value for each in entries_about(twice) if each.content_value["version"] == 2]
    assert [(each["note"], each["changes"]["new"], each["changes"]["gone"]) for each in said] == [
        ("Pēc iedzīvotāju ierosinājuma.", 1, 1)
    ]


def test_provisions_keep_their_identity_under_another_number(published, publish, serials, changes):
    before = serials(published)
    after = serials(publish(published, SECOND))
    assert changes(published) == [("3.1", "words"), ("4", "new"), ("5", "moved"), ("5", "gone")]
    assert (after["5"], after["3.1"], after["4"]) == (before["4"], before["3.1"], 11)


def test_what_went_stands_in_the_version_without_words(twice):
    gone = Wording.objects.get(change="gone")
    assert (gone.mark, gone.text, gone.place, gone.version.number) == ("5", "", None, 2)


def test_versions_are_compared_and_a_provision_tells_its_history(twice, serials):
    first, second = twice.versions.order_by("number")
    steps = changes_between(first, second)
    assert [(step.name, step.change) for step in steps] == [
        ("3.1. apakšpunkts", "words"), ("4. punkts", "new"), ("5. punkts", "moved"), ("5. punkts", "gone"),
    ]  # fmt: skip
    assert "".join(piece.text for piece in steps[0].pieces if piece.sort != "new") == (
        "ved suni pavadā visās ielās un parkos;"
    )
    moved = Wording.objects.filter(provision__serial=serials(twice)["5"]).select_related("version", "provision")
    assert [(step.version.number, step.change) for step in history_of(moved)] == [(2, "moved"), (1, "new")]


def test_third_version_can_bring_back_what_went(twice, publish, serials, changes):
    back = publish(twice, SECOND + "\n6. Par katru suni saimnieks reizi gadā maksā nodevu 10 eiro.")
    assert changes(back) == [("6", "new")]


def test_line_read_wrongly_is_turned_and_turned_back(draft, zane):
    number = next(line.number for line in review(draft).lines if line.text.startswith("3.2."))
    who = {"by": zane.actor, "now": NOW}
    turned = services.turn_lines(draft=draft, lines=[number, 9999], revision=draft.revision, **who)
    found = review(Draft.objects.get(pk=draft.pk))
    assert "3.2" not in [row.mark for row in found.rows]
    assert found.rows[6].after.text.endswith("parkos;\n3.2. savāc aiz suņa atstātos netīrumus.")
    services.turn_lines(draft=turned, lines=[number], revision=turned.revision, **who)
    assert "3.2" in [row.mark for row in review(Draft.objects.get(pk=draft.pk)).rows]


def test_what_was_turned_holds_for_the_same_line_of_another_text(draft, zane):
    number = next(line.number for line in review(draft).lines if line.text.startswith("3.2."))
    who = {"by": zane.actor, "now": NOW}
    draft = services.turn_lines(draft=draft, lines=[number], revision=draft.revision, **who)
    draft = services.set_text(draft=draft, text=f"Projekts\n{FIRST}", revision=draft.revision, **who)
    assert draft.working.turned == [number + 1]


def test_pairing_is_corrected_and_left_to_the_reading_again(published, zane, serials, changes, publish):
    who = {"by": zane.actor, "now": NOW}
    fee = serials(published)["5"]
    draft = services.set_text(draft=published, text=SECOND, revision=published.revision, **who)
    draft = services.decide_provision(draft=draft, mark="4", serial=fee, revision=draft.revision, **who)
    row = next(row for row in review(draft).rows if row.mark == "4")
    assert (row.serial, row.is_decided, row.change) == (fee, True, "both")
    draft = services.decide_provision(draft=draft, mark="4", serial=None, revision=draft.revision, **who)
    assert next(row for row in review(draft).rows if row.mark == "4").change == "new"
    draft = services.decide_provision(draft=draft, mark="5", serial=0, revision=draft.revision, **who)
    services.publish_version(draft=draft, note="Tā.", revision=draft.revision, **who)
    assert changes(draft) == [("3.1", "words"), ("4", "new"), ("5", "new"), ("4", "gone"), ("5", "gone")]
    assert serials(draft)["5"] > 10


@pytest.mark.parametrize(("mark", "serial"), [("99", 1), ("4", 77), ("4", -1)])
def test_pairing_with_what_is_not_there_is_refused(published, zane, mark, serial):
    who = {"by": zane.actor, "now": NOW}
    draft = services.set_text(draft=published, text=SECOND, revision=published.revision, **who)
    with pytest.raises(NotThatProvision):
        services.decide_provision(draft=draft, mark=mark, serial=serial, revision=draft.revision, **who)


def test_two_provisions_cannot_both_be_one_of_before(published, zane, serials):
    who = {"by": zane.actor, "now": NOW}
    fee = serials(published)["5"]
    draft = services.set_text(draft=published, text=SECOND, revision=published.revision, **who)
    draft = services.decide_provision(draft=draft, mark="4", serial=fee, revision=draft.revision, **who)
    with pytest.raises(NotThatProvision):
        services.decide_provision(draft=draft, mark="3.1", serial=fee, revision=draft.revision, **who)


MANY = "1. Sākums.\n" + "\n".join(
    line for a in range(1, 65) for line in (f"1.{a}. grupa:", *(f"1.{a}.{b}. daļa;" for b in range(1, 50)))
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"), (" \n\u200b\n", "empty"), ("ā" * 1_000_001, "long"),
        (MANY, "many"),
    ],
)  # fmt: skip
def test_text_that_is_empty_or_too_large_is_refused(make_draft, zane, text, why):
    made = make_draft(None)
    with pytest.raises(TextRefused) as refused:
        services.set_text(draft=made, text=text, revision=0, by=zane.actor, now=NOW)
    assert (refused.value.why, WorkingText.objects.count()) == (why, 0)
    assert str(MOST_CLAUSES) in refused.value.message or why != "many"


def test_text_is_kept_without_what_cannot_be_seen(make_draft):
    made = make_draft("1. Pirmais\u200b punkts.\x00\r\n\r\n\r\n2. Otrais\u202e punkts.")
    assert made.working.text == "1. Pirmais punkts.\n\n2. Otrais punkts."


def test_second_click_publishes_nothing(draft, zane):
    who = {"revision": draft.revision, "by": zane.actor, "now": NOW}
    services.publish_version(draft=draft, **who)
    with pytest.raises(NothingToPublish):
        services.publish_version(draft=draft, **who)
    assert Version.objects.count() == 1


def test_of_two_officials_the_second_is_told(draft, zane, make_account, council):
    seen = draft.revision
    services.set_text(draft=draft, text=SECOND, revision=seen, by=zane.actor, now=NOW)
    for deed in (
        lambda: services.set_text(draft=draft, text=FIRST, revision=seen, by=zane.actor, now=NOW),
        lambda: services.turn_lines(draft=draft, lines=[1], revision=seen, by=zane.actor, now=NOW),
        lambda: services.publish_version(draft=draft, revision=seen, by=zane.actor, now=NOW),
        lambda: services.drop_text(draft=draft, revision=seen, by=zane.actor, now=NOW),
        lambda: services.decide_provision(draft=draft, mark="1", serial=0, revision=seen, by=zane.actor, now=NOW),
    ):
        with pytest.raises(ChangedMeanwhile):
            deed()
    assert (Version.objects.count(), "suņu laukumu" in WorkingText.objects.get().text) == (0, True)


def test_version_without_a_reason_or_without_a_change_is_refused(published, publish):
    with pytest.raises(NoteMissing):
        publish(published, SECOND, note=" \n")
    with pytest.raises(NothingChanged):
        publish(published, FIRST.replace("\n", "\r\n\r\n"))
    assert Version.objects.count() == 1


@pytest.mark.parametrize("name", ["summary", "contact_email"])
def test_draft_without_what_people_need_is_not_published(make_draft, zane, name, again):
    made = make_draft(**{name: ""})
    with pytest.raises(DraftIncomplete) as refused:
        services.publish_version(draft=made, revision=made.revision, by=zane.actor, now=NOW)
    assert (refused.value.missing, again(made).state) == ([name], "prepared")


def test_change_of_a_published_draft_is_recorded_and_the_same_words_are_not(published, content, zane, deeds, again):
    who = {"by": zane.actor, "now": NOW}
    services.change_draft(draft=published, content=content(), revision=published.revision, **who)
    services.change_draft(draft=published, content=content(title="Suņi"), revision=published.revision, **who)
    assert (again(published).title, deeds()) == ("Suņi", ["drafts.draft_changed", "drafts.version_published"])
    with pytest.raises(ChangedMeanwhile):
        services.change_draft(draft=published, content=content(), revision=published.revision, **who)
    with pytest.raises(DraftIncomplete):
        services.change_draft(draft=published, content=content(summary=""), revision=again(published).revision, **who)


def test_withdrawn_draft_says_why_and_is_not_changed_any_more(published, withdraw, zane, content, again, deeds):
    with pytest.raises(ReasonMissing):
        withdraw(published, " ")
    gone = withdraw(published)
    who = {"by": zane.actor, "now": NOW}
    assert (gone.state, gone.withdrawn_reason, gone.withdrawn_at) == ("withdrawn", "Dome no tā atteicās.", NOW)
    for deed in (
        lambda: withdraw(gone),
        lambda: services.change_draft(draft=gone, content=content(title="C"), revision=gone.revision, **who),
        lambda: services.set_text(draft=gone, text=SECOND, revision=gone.revision, **who),
        lambda: services.publish_version(draft=gone, revision=gone.revision, **who),
        lambda: services.discard_draft(draft=gone, **who),
    ):
        with pytest.raises(NotInThatState):
            deed()
    assert deeds() == ["drafts.draft_withdrawn", "drafts.version_published"]


def test_draft_that_was_never_published_is_thrown_away_and_not_withdrawn(draft, published, zane, withdraw):
    with pytest.raises(NotInThatState):
        withdraw(draft)
    services.discard_draft(draft=draft, by=zane.actor, now=NOW)
    with pytest.raises(NotInThatState):
        services.discard_draft(draft=published, by=zane.actor, now=NOW)
    assert list(Draft.objects.all()) == [published]


def test_text_that_waits_is_thrown_away(draft, zane):
    who = {"by": zane.actor, "now": NOW}
    dropped = services.drop_text(draft=draft, revision=draft.revision, **who)
    with pytest.raises(NothingToPublish):
        services.publish_version(draft=dropped, revision=dropped.revision, **who)
    with pytest.raises(NothingToPublish):
        services.drop_text(draft=dropped, revision=dropped.revision, **who)


def test_database_refuses_to_change_or_remove_what_was_published(twice):
    version, wording = twice.versions.first(), Wording.objects.first()
    for deed in (
        lambda: Wording.objects.filter(pk=wording.pk).update(text="Cits."),
        lambda: Version.objects.filter(pk=version.pk).update(note="Cits."),
        lambda: Provision.objects.update(serial=77),
        lambda: Wording.objects.filter(pk=wording.pk).delete(),
        lambda: Wording.objects.filter(pk=wording.pk)._raw_delete("default"),
        lambda: Version.objects.filter(pk=version.pk)._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()
    with pytest.raises(ProtectedError):
        twice.delete()
    assert append_only.missing(connection) == []


def test_database_refuses_what_must_never_be_false(twice):
    version = twice.versions.first()
    for wrong in ({"newest": 0}, {"summary": ""}, {"withdrawn_reason": "Tā."}, {"published_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Draft.objects.filter(pk=twice.pk).update(**wrong)
    for row in (
        Version(draft=twice, number=2, note="Tā.", published_at=NOW),
        Version(draft=twice, number=3, note="", published_at=NOW),
        Wording(version=version, provision=Provision.objects.first(), place=99, mark="x", change="new"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def act(count, word="Punkts"):
    return "\n".join(f"{number}. {word} par lietu numur{number}." for number in range(1, count + 1))


def test_number_of_queries_to_publish_does_not_grow_with_the_provisions(make_draft, publish, zane):
    """A version of 500 provisions, all of them changed: written, indexed and told as one of ten."""
    taken = {}
    for count in (5, 10, 20, 500):  # the first finds nothing that is remembered
        made = publish(make_draft(act(count)))
        made = services.set_text(draft=made, text=act(count, "Teksts"), revision=made.revision, by=zane.actor, now=NOW)
        with CaptureQueriesContext(connection) as captured:
            services.publish_version(draft=made, note="Tā.", revision=made.revision, by=zane.actor, now=NOW)
        taken[count] = len(captured)
    assert taken[10] == taken[20]
    batches = 0 if connection.vendor == "postgresql" else 20  # SQLite takes so many values in one statement
    assert taken[500] <= taken[10] + batches
