"""The page of all components."""

from tests.safety.addresses import EVERYBODY, reads

ADDRESSES = [*reads(EVERYBODY, "/dizains/")]
