"""Who may ask for what below /balsosana/: pages everybody, a right who is signed in, the workplace officials."""

from datetime import timedelta
from uuid import uuid4

from balss.core.vote.paper import Paper, PaperArea, PaperProject, Way
from balss.shared.permissions import SYSTEM
from balss.voting.models import Batch, RollUpload
from balss.voting.services import arrange
from tests.safety.addresses import EVERYBODY, NOBODY, SIGN_IN, Visitor, acts, all_get, forms, only, reads
from tests.safety.world import World

OF = "/balsosana/{election}/"
WORK, OF_WORK = "/balsosana/darbs/", "/balsosana/darbs/{election}/"
OWN, OTHER = Visitor.OFFICIAL, Visitor.OTHER_OFFICIAL

ADDRESSES = [
    *reads(EVERYBODY, f"{OF}velesanas.json"),
    *reads(NOBODY, f"{OF}urna.json", f"{OF}kastes/", f"{OF}kastes.json"),  # before the sealing there is none
    *forms(EVERYBODY, OF, sent=all_get(422, anonymous=SIGN_IN)),
    *forms(EVERYBODY, f"{OF}mainit/", f"{OF}apliecinajums/", post=422),
    *acts(all_get(415, anonymous=SIGN_IN), f"{OF}tiesibas/"),
    *acts(all_get(415), f"{OF}urna/"),
    # at a desk: who has its code; a lent screen whoever has it
    *forms(EVERYBODY, f"{OF}galds/", post=422),
    *reads(all_get(302), "/balsosana/nodots/"),
    *acts(EVERYBODY, "/balsosana/atdot/"),
    *reads(only(), "/balsosana/palidzet/"),  # helpers, of whom none visits here
    *acts(all_get(403, anonymous=SIGN_IN, official=302), "/balsosana/nodot/", election="{election}"),
    # the workplace: officials of the own institution
    *reads(only(OWN, OTHER), WORK),
    *reads(only(OWN), f"{OF_WORK}", f"{OF_WORK}balsosanas-zime.pdf", f"{OF_WORK}kastes/1/protokols.pdf"),
    *forms(
        only(OWN),
        *(f"{OF_WORK}{part}" for part in ("saraksts/", "papildinajumi/", "galds/", "kastes/", "kastes/1/1/")),
        post=422,
    ),
    *forms(only(OWN), f"{OF_WORK}kastes/1/", f"{OF_WORK}saraksts/{{list}}/", post=302),
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
    Batch.objects.create(
        election=election, number=1, place=world.hostile("batch.place", most=200), state="reading", marked=2,
        opened_by="x", opened_date=world.today,
    )  # fmt: skip
    waiting = RollUpload.objects.create(
        election=election, state="waiting", snapshot_date=world.today, uploaded_by="x", uploaded_at=world.now
    )
    world.names |= {"election": election.pk, "list": waiting.pk}
