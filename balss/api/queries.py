"""The API's description, read from its OpenAPI document for the page that people read."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from balss.api.api.openapi import PARAGRAPHS
from balss.api.api.root import api
from balss.shared.api import PROBLEMS
from balss.shared.api.problems import Kind


@dataclass(frozen=True)
class FieldDescription:
    """A parameter or field: its type in words (`text`, `list of Measure`), and the schema to look at next, if any."""

    name: str
    kind: str
    schema: str  # "" for plain values
    meaning: str
    required: bool


@dataclass(frozen=True)
class OperationDescription:
    name: str
    method: str
    path: str
    summary: str
    meaning: str
    deprecated: bool
    parameters: list[FieldDescription]
    answer: FieldDescription | None
    statuses: list[str]
    example: str  # address to try, "" where it needs values


@dataclass(frozen=True)
class SchemaDescription:
    name: str
    meaning: str
    fields: list[FieldDescription]


@dataclass(frozen=True)
class ApiDescription:
    paragraphs: list[list[tuple[bool, str]]]  # pieces of each: whether it is code, and its words
    groups: list[tuple[str, list[OperationDescription]]]
    schemas: list[SchemaDescription]
    problems: list[tuple[int, Kind]]


def description() -> ApiDescription:
    """The whole API, operations grouped by tag, schemas by name."""
    document = api.get_openapi_schema()
    groups = defaultdict(list)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            group = operation.get("tags", [""])[0]
            groups[group].append(_operation(path, method, operation))
    schemas = document["components"]["schemas"]
    return ApiDescription(
        paragraphs=[_pieces(gettext(paragraph)) for paragraph in PARAGRAPHS],
        groups=sorted(groups.items()),
        schemas=[_schema(name, schemas[name]) for name in sorted(schemas) if "properties" in schemas[name]],
        problems=sorted(PROBLEMS.items()),
    )


def _pieces(paragraph: str) -> list[tuple[bool, str]]:
    return [(place % 2 == 1, words) for place, words in enumerate(paragraph.split("`"))]


def _operation(path: str, method: str, operation: dict[str, Any]) -> OperationDescription:
    parameters = [
        _field(item["name"], {**item["schema"], "description": item.get("description", "")}, item["required"])
        for item in operation.get("parameters", [])
    ]
    needs_values = any(item["required"] for item in operation.get("parameters", []))
    return OperationDescription(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=str(operation.get("summary", "")),
        meaning=str(operation.get("description", "")),
        deprecated=operation.get("deprecated", False),
        parameters=parameters,
        answer=_answer(operation["responses"]),
        statuses=list(operation["responses"]),
        example="" if needs_values or method != "get" else f"{settings.ORIGIN}{path}",
    )


def _answer(responses: dict[str, Any]) -> FieldDescription | None:
    for status, response in responses.items():
        content = response.get("content", {})
        if status.startswith("2") and content:
            return _field("", next(iter(content.values()))["schema"], True)
    return None


def _schema(name: str, schema: dict[str, Any]) -> SchemaDescription:
    required = schema.get("required", [])
    fields = [_field(field, value, field in required) for field, value in schema["properties"].items()]
    return SchemaDescription(name, " ".join(schema.get("description", "").split()), fields)


def _field(name: str, value: dict[str, Any], required: bool) -> FieldDescription:
    kind, schema = _kind(value)
    return FieldDescription(name, kind, schema, str(value.get("description", "")), required)


def _kind(value: dict[str, Any]) -> tuple[str, str]:
    """The type in words, and the schema it leads to."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return name, name
    if variants := value.get("anyOf") or value.get("allOf"):
        kinds = [_kind(variant) for variant in variants]
        return " | ".join(kind for kind, _ in kinds), next((schema for _, schema in kinds if schema), "")
    if value.get("type") == "array":
        kind, schema = _kind(value.get("items", {}))
        return f"[{kind}]", schema
    if "enum" in value:
        return " | ".join(f'"{choice}"' for choice in value["enum"]), ""
    return value.get("format") or value.get("type", "any"), ""
