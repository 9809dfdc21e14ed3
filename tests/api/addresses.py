"""The API itself; what a room answers there stands in the room's own table."""

from tests.safety.addresses import EVERYBODY, NOBODY, reads

ADDRESSES = [
    *reads(EVERYBODY, "/api/", "/api/v1/openapi.json", "/api/v1/service"),
    *reads(NOBODY, "/api/v1/", "/api/v1/nav-tada", post=NOBODY),
]
