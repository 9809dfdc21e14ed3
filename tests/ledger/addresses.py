"""Who may ask for what below /zurnals/: everybody everything, since the ledger is public."""

from balss.ledger.models import TreeHead
from balss.ledger.services import record
from balss.ledger.services.keys import signing_key
from balss.ledger.services.sequencing import integrate
from tests.safety.addresses import EVERYBODY, Visitor, forms, reads
from tests.safety.world import World

ADDRESSES = [
    *reads(
        EVERYBODY,
        "/zurnals/",
        "/zurnals/ieraksti.json",
        "/zurnals/{entry}/",
        "/zurnals/{entry}/apliecinajums.json",
        "/zurnals/{entry}/pieradijums.txt",
        "/zurnals/stavokli/",
        "/zurnals/stavokli.json",
        "/zurnals/stavoklis.txt",
        "/zurnals/stavokli/{size}.json",
        "/zurnals/stavokli/{size}.txt",
        "/api/v1/ledger/entries",
        "/api/v1/ledger/entries/{entry}/receipt",
        "/api/v1/ledger/heads",
        "/api/v1/ledger/heads/latest",
        "/api/v1/ledger/keys",
        "/api/v1/ledger/consistency?old_size=1&size={size}",
    ),
    *forms(EVERYBODY, "/zurnals/parbaude/", post=422),
]


def furnish(world: World) -> None:
    content = {
        "words": world.hostile("ledger.content", lines=True),
        "list": [world.hostile("ledger.content in a list")],
    }
    entry = record(
        action="places.name_changed", subject=world.own, by=world.actor(Visitor.COORDINATOR), now=world.now,
        content=content,
    )  # fmt: skip
    integrate(now=world.now, key=signing_key())
    head = TreeHead.objects.latest("number")
    world.names |= {"entry": entry.pk, "size": head.size}
