"""What voters read of each project on the ballot page, and where the result is."""

from balss.participatory_budget.queries.elections import result_of, texts_of
from balss.shared.ballot_texts import BallotTexts, ballot_texts

ballot_texts.pin(BallotTexts("participatory_budget.project", texts_of, result_of))
