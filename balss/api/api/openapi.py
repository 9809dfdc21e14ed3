"""The description of the API (OpenAPI 3.1): what applies to all of it, and the problems each operation may answer."""

from typing import Any, TypeVar

from django.utils.translation import gettext_noop as _

from balss.shared.api import PROBLEMS, Problem
from balss.shared.api.problems import MEDIA_TYPE

SchemaOfAll = TypeVar("SchemaOfAll", bound=dict[str, Any])

# In English for programs, translated on the page for people; what stands between ` is code.
PARAGRAPHS = (
    _(
        "Open data of Balss: all that its public pages show. No key is needed, and any page of any site may read it"
        " (CORS)."
    ),
    _(
        "Version 1 only gains: names and meanings stay, fields and operations may come. What is to go is marked"
        " `deprecated` here for at least six months before."
    ),
    _(
        "Times are UTC in ISO 8601, dates are days in Europe/Riga. Lists come in parts: `limit` and `offset` in the"
        " address, `total` and `next` in the answer. Answers may be half a minute old; each comes with an `ETag`, and"
        " `If-None-Match` is answered with 304."
    ),
    _(
        "Errors are problems of RFC 9457, `application/problem+json`; their `detail` is in Latvian, or in English with"
        " `Accept-Language: en`."
    ),
    _(
        "One address, or one account, may ask `reads_per_minute` times a minute (see `/service`). Who asks more often"
        " is answered 429, and `Retry-After` says after how many seconds to go on."
    ),
    _("Data may be used freely with the source named (CC BY 4.0), unless a record names other terms."),
)
DESCRIPTION = "\n\n".join(PARAGRAPHS)


def with_problems(schema: SchemaOfAll) -> SchemaOfAll:
    """Add to each operation the problems it may answer, unless it describes them itself."""
    components = schema["components"].setdefault("schemas", {})
    definition = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    components.update(definition.pop("$defs"))
    components["Problem"] = definition
    schema["components"]["responses"] = {f"Problem{status}": _response(status) for status in PROBLEMS}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            responses = operation["responses"]
            documented = {int(status) for status, response in responses.items() if not _is_problem(response)}
            declared = {int(status) for status in responses} - documented
            for status in sorted((_statuses(path, method, operation) | declared) - documented):
                responses[status] = {"$ref": f"#/components/responses/Problem{status}"}
            if method == "get" and 304 not in documented:
                responses[304] = {"description": "Not changed since the ETag in If-None-Match"}
            operation["responses"] = {str(status): responses[status] for status in sorted(responses, key=int)}
    return schema


def _is_problem(response: dict[str, Any]) -> bool:
    """Whether a room declared a problem as if it were a plain answer, in application/json."""
    schemas = [content.get("schema", {}) for content in response.get("content", {}).values()]
    return {"$ref": "#/components/schemas/Problem"} in schemas


def _response(status: int) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": PROBLEMS[status].title,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in (429, 503):
        response["headers"] = {
            "Retry-After": {"description": "seconds to wait", "schema": {"type": "integer", "minimum": 1}}
        }
    return response


def _statuses(path: str, method: str, operation: dict[str, Any]) -> set[int]:
    statuses = {400, 429}
    if "{" in path:
        statuses.add(404)
    if operation.get("parameters") or operation.get("requestBody"):
        statuses.add(422)
    if operation.get("security"):
        statuses |= {401, 403}
    if method != "get":
        statuses.add(409)
    return statuses
