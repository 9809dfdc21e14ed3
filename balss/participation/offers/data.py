"""What programs read of participation."""

from balss.participation.api import router
from balss.shared.api import ApiRouter, routers

routers.pin(ApiRouter("participation", router))
