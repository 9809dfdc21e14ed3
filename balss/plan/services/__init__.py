"""What can be done with a plan."""

from balss.plan.services.editions import Imported, import_edition
from balss.plan.services.evidence import WrongCapabilities, recount, write_counting

__all__ = ["Imported", "WrongCapabilities", "import_edition", "recount", "write_counting"]
