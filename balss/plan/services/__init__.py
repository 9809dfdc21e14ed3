"""What can be done with a plan."""

from balss.plan.services.editions import Imported, import_edition

__all__ = ["Imported", "import_edition"]
