"""What the room pins on the boards."""

from django.utils.translation import pgettext_lazy

from balss.search import services
from balss.search.api import router
from balss.search.models import Document, Entry, Word
from balss.search.queries import saved
from balss.shared import shell
from balss.shared.api import ApiRouter, routers
from balss.shared.followables import FollowKind, followables
from balss.shared.personal_data import Holding, holdings
from balss.shared.search_documents import ChangeFollower, change_followers

change_followers.pin(ChangeFollower("search", services.index))

routers.pin(ApiRouter("search", router))

followables.pin(
    FollowKind(
        saved.KIND, pgettext_lazy("things followed", "Searches"), saved.searches, order=80, matching=saved.matching
    )
)

shell.header_slots.pin(shell.HeaderSlot("search.box", "search/box.html", order=10))

holdings.pin(
    *(
        Holding.none(model, reason="repeats what public pages say; follows them when something is erased there")
        for model in (Document, Entry, Word)
    )
)
