"""What the API pins on its own board."""

from balss.api.api.service import router
from balss.shared.api import ApiRouter, routers

routers.pin(ApiRouter("service", router))
