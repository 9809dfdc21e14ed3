"""Hostile words that stand in every column: on every page, feed and export they are words and nothing else."""

from django.test import Client

from tests.safety.addresses import Address, all_addresses
from tests.safety.reading import read
from tests.safety.world import World

ADDRESSES = [each for each in all_addresses() if 200 in each.get.values() and not each.path.startswith("/faili/")]

# Kept for the record and shown to nobody, with the reason.
SHOWN_NOWHERE = {
    "file.name of the own_file": "a header of its download, see tests/shared/files",
    "file.name of the public_file": "the same",
    "institution.note": "for those who keep the data files",
    "notice.html": "only inside the letter",
    "upload.name": "only in the preview of a document that is a plan, see tests/plan/workplace/test_editions.py",
    "service_point.address": "service points have no page yet",
    "service_point.name": "the same",
    "service_point.source": "the same",
}


def test_words_of_people_are_only_words(world: World) -> None:
    """On every page in both languages; and the words of every column were read, else this shows nothing about it."""
    running, seen = {}, set()
    for address in ADDRESSES:
        for language in ("", "/en"):
            answer = most_trusted_reader(world, address).get(language + world.path(address.path))
            if language and answer.status_code == 404:
                continue  # at one address whatever the language
            words, running[language + address.path] = read(answer)
            seen |= {column for column, word in world.words.items() if f"&{word};" in words}
    assert {path: found for path, found in running.items() if found} == {}
    assert sorted(world.words.keys() - seen) == sorted(SHOWN_NOWHERE)


def most_trusted_reader(world: World, address: Address) -> Client:
    """Of those who may read it, the one to whom most is shown."""
    able = [visitor for visitor, answer in address.get.items() if answer == 200]
    return world.browser(able[-1])
