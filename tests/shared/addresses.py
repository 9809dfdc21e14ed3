"""Files: a public one is everybody's, a restricted one that hangs on nothing its giver's."""

from django.core.files.base import ContentFile

from balss.shared.files import store
from tests.safety.addresses import EVERYBODY, Visitor, only, reads
from tests.safety.world import World

ADDRESSES = [
    *reads(EVERYBODY, "/faili/{public_file}/"),
    *reads(only(Visitor.OFFICIAL), "/faili/{own_file}/"),
]


def furnish(world: World) -> None:
    for name, public in [("public_file", True), ("own_file", False)]:
        file = store(
            ContentFile(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), by=world.actor(Visitor.OFFICIAL), now=world.now,
            name=world.hostile(f"file.name of the {name}", lines=True), public=public,
        )  # fmt: skip
        world.names[name] = file.public_id
