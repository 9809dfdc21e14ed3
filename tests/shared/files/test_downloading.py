"""No way to the bytes of a file goes past `can`, and nothing in them runs."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from PIL import Image

from balss.shared.files import store
from balss.shared.files.guards import FileGuard, file_guards, may_download
from balss.shared.files.views import download
from balss.shared.models import StoredFile
from balss.shared.permissions import ANONYMOUS, Action, Actor, NotAllowed, Role, actions
from tests.shared.files.conftest import ANNA, BERTS, OFFICIAL, PDF, upload

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HANGS_ON: dict[int, object] = {}  # which file hangs on which record, as a room would know by its foreign key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room whose records, once a file hangs on them, are read by officials."""
    monkeypatch.setattr(actions, "_pins", dict(actions._pins))
    monkeypatch.setattr(file_guards, "_pins", dict(file_guards._pins))
    actions.pin(Action("test.see_record", "see", lambda by, _record, _now: by.holds(Role.OFFICIAL)))
    file_guards.pin(FileGuard("test.record", "test.see_record", lambda file: HANGS_ON.get(file.pk)))
    HANGS_ON.clear()


def keep(*, public: bool = False, guard: str = "", content: bytes = PDF, name: str = "Pārskats.pdf") -> StoredFile:
    return store(upload(content), by=ANNA, now=NOW, name=name, public=public, guard=guard)


def get(rf: RequestFactory, file: StoredFile, actor: Actor = ANONYMOUS, **headers: str) -> Any:
    request: Any = rf.get(file.get_absolute_url(), headers=headers)
    request.actor, request.now = actor, NOW
    return download(request, file.public_id)


def read(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content)
    answer.close()
    return content


def test_public_file_is_everybodys(folder: Path, rf: RequestFactory) -> None:
    assert read(get(rf, keep(public=True))) == PDF


def test_restricted_file_is_read_by_who_may_see_its_record(folder: Path, rf: RequestFactory) -> None:
    file = keep(guard="test.record")
    HANGS_ON[file.pk] = "record"
    assert read(get(rf, file, OFFICIAL)) == PDF


@pytest.mark.parametrize("actor", [ANONYMOUS, ANNA, BERTS])
def test_restricted_file_of_a_record_is_refused_to_others_even_its_giver(
    folder: Path, rf: RequestFactory, actor: Actor
) -> None:
    file = keep(guard="test.record")
    HANGS_ON[file.pk] = "record"
    with pytest.raises(NotAllowed):
        get(rf, file, actor)


def test_restricted_file_that_hangs_on_nothing_is_its_givers_alone(folder: Path) -> None:
    file = keep(guard="test.record")
    readers = [may_download(actor, file, NOW) for actor in (ANONYMOUS, ANNA, BERTS, OFFICIAL)]
    assert readers == [False, True, False, False]


def test_file_with_a_guard_no_room_knows_is_nobodys(folder: Path) -> None:
    file = keep(guard="test.record")
    StoredFile.objects.update(guard="gone.room")
    file.refresh_from_db()
    assert [may_download(actor, file, NOW) for actor in (ANONYMOUS, ANNA, OFFICIAL)] == [False, False, False]


def test_who_may_not_read_a_file_is_not_told_that_it_is_unchanged(folder: Path, rf: RequestFactory) -> None:
    file = keep()
    with pytest.raises(NotAllowed):
        get(rf, file, BERTS, if_none_match=f'"{file.content_id}"')


def test_answer_names_the_file_and_lets_nothing_run(folder: Path, rf: RequestFactory) -> None:
    answer = get(rf, keep(public=True))
    answer.close()
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''P%C4%81rskats.pdf"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


def test_picture_is_shown_in_place(folder: Path, rf: RequestFactory) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (1, 1)).save(drawn, "PNG")
    answer = get(rf, keep(public=True, content=drawn.getvalue(), name="karte.png"))
    answer.close()
    assert answer["Content-Disposition"] == 'inline; filename="karte.png"'


def test_restricted_answer_is_kept_by_no_shared_cache(folder: Path, rf: RequestFactory) -> None:
    answer = get(rf, keep(), ANNA)
    answer.close()
    assert answer["Cache-Control"] == "private, no-cache"


def test_file_that_has_not_changed_is_not_sent_again(folder: Path, rf: RequestFactory) -> None:
    file = keep(public=True)
    answer: HttpResponse = get(rf, file, if_none_match=f'"{file.content_id}"')
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    "headers",
    [
        {"if_none_match": '"other", "{etag}"'},
        {"if_none_match": "*"},
        {"if_modified_since": "Mon, 23 Nov 2026 10:00:00 GMT"},
    ],
)
def test_who_asks_in_another_way_is_told_too(folder: Path, rf: RequestFactory, headers: dict[str, str]) -> None:
    file = keep(public=True)
    asked = {name: value.replace("{etag}", file.content_id) for name, value in headers.items()}
    assert get(rf, file, **asked).status_code == 304


def test_who_had_it_before_it_was_given_gets_it(folder: Path, rf: RequestFactory) -> None:
    answer = get(rf, keep(public=True), if_modified_since="Mon, 23 Nov 2026 09:59:59 GMT")
    assert read(answer) == PDF


def test_unchanged_restricted_file_is_kept_by_no_shared_cache(folder: Path, rf: RequestFactory) -> None:
    file = keep()
    answer = get(rf, file, ANNA, if_none_match=f'"{file.content_id}"')
    assert (answer.status_code, answer["Cache-Control"]) == (304, "private, no-cache")


def test_head_opens_no_file(folder: Path, rf: RequestFactory) -> None:
    file = keep(public=True)
    for path in folder.rglob(file.content_id):
        path.unlink()
    request: Any = rf.head(file.get_absolute_url())
    request.actor, request.now = ANONYMOUS, NOW
    answer: Any = download(request, file.public_id)
    assert (answer["Content-Length"], answer["ETag"], list(answer)) == (str(len(PDF)), f'"{file.content_id}"', [])
