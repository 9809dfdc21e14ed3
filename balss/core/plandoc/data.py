"""Parses JSON and YAML from strangers: no aliases (they expand without end), no tags, no endless nesting,
no more parts than a plan can have.

Every YAML mapping carries the line on which it begins, under `LINE`.
"""

import json
from typing import Any

import yaml

from balss.core.plandoc.unreadable import Unreadable

LINE = "__line__"
MOST_PARTS = 100_000  # events of a YAML file: thirty times the plan of Canada


class _LinedLoader(yaml.CSafeLoader):
    """Safe, with lines, and with dates left as the words that they are."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        return {**mapping, LINE: node.start_mark.line + 1}


_LinedLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def parse_yaml(text: str) -> Any:
    try:
        for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
            if count > MOST_PARTS:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise Unreadable("bad_data", line=line, format="YAML", why=f"more than {MOST_PARTS} parts")
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise Unreadable("bad_data", line=line, format="YAML", why=f"alias *{event.anchor}")
        return yaml.load(text, Loader=_LinedLoader)  # noqa: S506  (a safe loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error)
        raise Unreadable("bad_data", line=mark.line + 1 if mark else 1, format="YAML", why=why) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable("bad_data", line=1, format="YAML", why=str(error)) from error


def parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable("bad_data", line=error.lineno, format="JSON", why=error.msg) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable("bad_data", line=1, format="JSON", why=str(error)) from error
