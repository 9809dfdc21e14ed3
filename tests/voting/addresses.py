"""Who may ask for what below /balsosana/: pages everybody, a right who is signed in and on the roll."""

from datetime import timedelta
from uuid import uuid4

from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.shared.permissions import SYSTEM
from balss.voting.services import arrange
from tests.safety.addresses import EVERYBODY, NOBODY, SIGN_IN, acts, all_get, forms, reads
from tests.safety.world import World

OF = "/balsosana/{election}/"

ADDRESSES = [
    *reads(EVERYBODY, f"{OF}velesanas.json"),
    *reads(NOBODY, f"{OF}urna.json"),  # before the sealing there is none
    *forms(EVERYBODY, OF, sent=all_get(422, anonymous=SIGN_IN)),
    *forms(EVERYBODY, f"{OF}mainit/", f"{OF}apliecinajums/", post=422),
    *acts(all_get(415, anonymous=SIGN_IN), f"{OF}tiesibas/"),
    *acts(all_get(415), f"{OF}urna/"),
]


def furnish(world: World) -> None:
    title = world.hostile("election.title", most=200)
    project = PaperProject("1", world.hostile("election.project"), 100, "1")
    area = PaperArea("1", world.hostile("election.area"), 1000)
    paper = Paper(str(uuid4()), title, Way.SEVERAL, (area,), (project,))
    election = arrange(
        paper=paper, institution=world.own, opens_at=world.now + timedelta(seconds=1) - timedelta(days=1),
        closes_at=world.now + timedelta(days=20), places=[], by=SYSTEM, now=world.now - timedelta(days=2),
    )  # fmt: skip
    world.names["election"] = election.pk
