"""Property tests of every operation against a real server: no server error, no answer that is not documented."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from balss.api.api.root import api

schema = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]


@pytest.mark.xdist_group("server")
@schema.parametrize()
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_operation_answers_as_documented_whatever_is_asked(case: schemathesis.Case, server: str) -> None:
    case.call_and_validate(base_url=server, checks=CHECKS)
