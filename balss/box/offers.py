"""What the room offers on the boards: that it holds nothing about people."""

from balss.box.models import Ballot, BallotBox, BatchCount, DayCount, Node, PaperSheet
from balss.shared.personal_data import Holding, holdings

NOBODYS = "a ballot that leads to no person: its key was made for this vote and is known to the voter alone"

holdings.pin(
    Holding.none(Ballot, reason=NOBODYS),
    *(Holding.none(model, reason="papers, hashes and numbers of ballots") for model in (BallotBox, Node, DayCount)),
    Holding.none(PaperSheet, reason="what was read on a paper that leads to no person; gone once it is cast"),
    Holding.none(BatchCount, reason="numbers of paper ballots"),
)
