"""Doing the same to many things so that what is wrong with one keeps none of the others waiting."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def one_by_one(things: Iterable[Thing], do: Callable[[Thing], object], *, failed: str) -> None:
    """Do it to each. Raises ExceptionGroup, called `failed`, at the end with everything that went wrong."""
    faults = []
    for thing in things:
        try:
            do(thing)
        except Exception as error:
            faults.append(error)
    if faults:
        raise ExceptionGroup(failed, faults)
