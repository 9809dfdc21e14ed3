"""What a process begins with is not looked through for garbage afterwards; what comes later is."""

import gc

import pytest

from balss.core.memory import GARBAGE_AFTER, beginning


class Circle:
    def __init__(self) -> None:
        self.itself = self


def test_what_stands_from_the_beginning_is_not_looked_through() -> None:
    with beginning():
        before, is_looking = gc.get_freeze_count(), gc.isenabled()
        stands = [Circle()]
    assert (is_looking, gc.isenabled(), gc.get_threshold()[0]) == (False, True, GARBAGE_AFTER)
    assert gc.get_freeze_count() > before
    assert all(each is not stands[0] for each in gc.get_objects())


def test_fault_at_the_beginning_leaves_garbage_looked_for() -> None:
    with pytest.raises(LookupError), beginning():
        raise LookupError
    assert gc.isenabled()
