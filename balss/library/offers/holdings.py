"""What this room holds about people: nothing; who wrote a case stands as an opaque name in the ledger alone."""

from balss.library.models import PracticeCase
from balss.shared.personal_data import Holding, holdings

holdings.pin(Holding.none(PracticeCase, reason="a public case of an institution; contacts are the office's"))
