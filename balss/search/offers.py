"""What the room pins on the boards."""

from balss.search import services
from balss.search.models import Document, Entry, Word
from balss.shared.personal_data import Holding, holdings
from balss.shared.search_documents import ChangeFollower, change_followers

change_followers.pin(ChangeFollower("search", services.index))

holdings.pin(
    *(
        Holding.none(model, reason="repeats what public pages say; follows them when something is erased there")
        for model in (Document, Entry, Word)
    )
)
