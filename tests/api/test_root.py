"""What holds for all of the API: problems, reading from other sites, parts of lists, one shape for every room."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from ninja import Router
from ninja.pagination import paginate

from balss.api import middleware
from balss.api.api.openapi import with_problems
from balss.api.api.root import PublicApi, api
from balss.config.urls import urlpatterns as every_page
from balss.people.models import Account, Person
from balss.shared.api import Number, Paging, signed_in
from balss.shared.permissions import ANONYMOUS, Actor, NotAllowed
from balss.shared.rate_limits import TooManyTries

pytestmark = pytest.mark.django_db

router = Router()
ANNA = Actor(public_id="a", account_id=1)


@router.get("/numbers", response=list[int])
@paginate(Paging)
def numbers(request: HttpRequest) -> list[int]:
    return list(range(250))


@router.get("/refused/{kind}", response=int)
def refused(request: HttpRequest, kind: str, number: Number = 0) -> int:
    errors = {
        "missing": Http404(),
        "anonymous": NotAllowed(ANONYMOUS, "test.see"),
        "anna": NotAllowed(ANNA, "test.see"),
        "often": TooManyTries("test", timedelta(seconds=90)),
        "fault": ZeroDivisionError("a secret of ours"),
    }
    raise errors[kind]


@router.post("/written", response=int, auth=signed_in)
def written(request: HttpRequest) -> int:
    return 1


room = PublicApi(title="Test", urls_namespace="test-1", docs_url=None)
room.add_router("/room", router)
urlpatterns = [path("api/v1/", room.urls), *every_page]


@pytest.fixture
def reader(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(headers={"Accept-Language": "en"}, raise_request_exception=False)


def content(answer: Any) -> Any:
    return json.loads(answer.content)


@pytest.mark.parametrize(
    ("kind", "status", "name"),
    [
        ("missing", 404, "not-found"),
        ("anonymous", 401, "sign-in-required"),
        ("anna", 403, "not-allowed"),
        ("often", 429, "too-many-tries"),
        ("fault", 500, "fault"),
    ],
)
def test_refusal_is_a_problem(reader: Client, kind: str, status: int, name: str) -> None:
    answer = reader.get(f"/api/v1/room/refused/{kind}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert content(answer)["type"] == f"http://localhost:8000/api/#{name}"
    assert "secret" not in answer.content.decode()


def test_too_many_tries_say_when_to_come_back(reader: Client) -> None:
    assert reader.get("/api/v1/room/refused/often")["Retry-After"] == "90"


def test_wrong_value_is_named(reader: Client) -> None:
    answer = content(reader.get("/api/v1/room/refused/anna?number=-1"))
    assert answer["errors"] == [{"where": ["query", "number"], "message": "Input should be greater than or equal to 0"}]


def test_unknown_address_is_a_problem_in_the_language_asked_for(reader: Client) -> None:
    assert content(reader.get("/api/v1/nothing"))["detail"] == "There is nothing at this address."
    assert reader.get("/api/v1/nothing", headers={"Accept-Language": "lv"})["Content-Language"] == "lv"


def test_wrong_method_names_the_right_ones(reader: Client) -> None:
    answer = reader.delete("/api/v1/room/numbers")
    assert (answer.status_code, answer["Allow"], content(answer)["status"]) == (405, "GET", 405)


def test_null_character_is_refused_before_the_database_sees_it(reader: Client) -> None:
    answers = [reader.get(address).status_code for address in ("/api/v1/room/x%00", "/api/v1/service?q=%00")]
    assert answers == [400, 400]


def test_list_comes_in_parts_that_name_the_next(reader: Client) -> None:
    first = content(reader.get("/api/v1/room/numbers?limit=200"))
    assert (first["items"][-1], first["total"]) == (199, 250)
    assert first["next"] == "http://localhost:8000/api/v1/room/numbers?limit=200&offset=200"
    last = content(reader.get(first["next"].removeprefix("http://localhost:8000")))
    assert (last["items"], last["next"]) == (list(range(200, 250)), None)


def test_any_site_may_read_without_credentials(reader: Client) -> None:
    answer = reader.get("/api/v1/service", headers={"Origin": "https://journalist.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


def test_no_other_site_may_write(reader: Client) -> None:
    asked = reader.options("/api/v1/room/written", headers={"Access-Control-Request-Method": "POST"})
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Access-Control-Allow-Origin" not in reader.post("/api/v1/room/written")


def test_writing_without_signing_in_is_refused(reader: Client) -> None:
    assert reader.post("/api/v1/room/written").status_code == 401


def test_writing_without_the_csrf_token_is_refused(reader: Client) -> None:
    from_elsewhere = Client(enforce_csrf_checks=True)
    assert from_elsewhere.post("/api/v1/room/written").status_code == 403


def test_answer_to_somebody_with_cookies_is_kept_by_no_shared_cache() -> None:
    request = HttpRequest()
    request.method, request.path_info, request.COOKIES = "GET", "/api/v1/service", {"session": "x"}
    answer = middleware.ApiMiddleware(lambda _request: HttpResponse("{}"))(request)
    assert answer["Cache-Control"] == "private, no-cache"


def test_head_is_answered_like_get(reader: Client) -> None:
    assert reader.head("/api/v1/service").status_code == 200


def test_unchanged_answer_is_not_sent_again(reader: Client) -> None:
    etag = reader.get("/api/v1/service")["ETag"]
    assert reader.get("/api/v1/service", headers={"If-None-Match": etag}).status_code == 304


def test_problems_are_documented_where_they_can_happen() -> None:
    paths = room.get_openapi_schema(path_prefix="")["paths"]
    documented = {path: list(next(iter(operations.values()))["responses"]) for path, operations in paths.items()}
    assert documented == {
        "/room/numbers": ["200", "304", "400", "422", "429"],
        "/room/refused/{kind}": ["200", "304", "400", "404", "422", "429"],
        "/room/written": ["200", "400", "401", "403", "409", "429"],
    }


def test_problem_that_a_room_declares_itself_is_the_shared_one() -> None:
    plain = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    own = {"paths": {"/a": {"get": {"responses": {404: plain}}}}, "components": {}}
    assert with_problems(own)["paths"]["/a"]["get"]["responses"]["404"] == {"$ref": "#/components/responses/Problem404"}


def test_documented_problem_is_left_as_it_is() -> None:
    own = {"paths": {"/a": {"post": {"responses": {429: {"description": "own"}}}}}, "components": {}}
    assert with_problems(own)["paths"]["/a"]["post"]["responses"]["429"] == {"description": "own"}


def test_every_operation_that_writes_asks_who_it_is() -> None:
    open_to_all = [
        f"{method} {path}"
        for path, operations in api.get_openapi_schema()["paths"].items()
        for method, operation in operations.items()
        if method != "get" and "security" not in operation
    ]
    assert open_to_all == []


@pytest.mark.parametrize("address", ["/api/", "/en/api/"])
def test_documentation_names_every_operation_field_and_problem(reader: Client, address: str) -> None:
    page = reader.get(address).content.decode()
    schema = api.get_openapi_schema()
    names = [*schema["paths"], *schema["components"]["schemas"]]
    assert [name for name in names if name not in page] == []
    assert "//cdn" not in page


def test_who_asks_too_often_is_told_when_to_go_on(reader: Client, settings: Any) -> None:
    settings.API_READS_PER_MINUTE = 2
    answers = [reader.get(f"/api/v1/room/numbers?offset={each}") for each in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert content(answers[2])["type"] == "http://localhost:8000/api/#too-many-tries"
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert answers[2]["Access-Control-Allow-Origin"] == "*"


def test_another_address_may_still_ask(reader: Client, settings: Any) -> None:
    settings.API_READS_PER_MINUTE = 1
    first = [reader.get(f"/api/v1/room/numbers?offset={each}") for each in range(2)]
    other = reader.get("/api/v1/room/numbers?offset=3", REMOTE_ADDR="192.0.2.1")
    assert ([each.status_code for each in first], other.status_code) == ([200, 429], 200)


def test_account_is_counted_by_itself_at_any_address(reader: Client, settings: Any) -> None:
    settings.API_READS_PER_MINUTE = 1
    reader.force_login(Account.objects.create(email="a@example.lv", person=Person.objects.create(name="Anna")))
    answers = [reader.get("/api/v1/room/numbers", REMOTE_ADDR=f"192.0.2.{each}") for each in (1, 2)]
    neighbour = Client().get("/api/v1/room/numbers", REMOTE_ADDR="192.0.2.1")
    assert [each.status_code for each in (*answers, neighbour)] == [200, 429, 200]


def test_answer_that_is_kept_ready_is_not_counted(reader: Client, settings: Any) -> None:
    settings.API_READS_PER_MINUTE = 1
    assert [reader.get("/api/v1/room/numbers").status_code for _each in range(3)] == [200, 200, 200]
