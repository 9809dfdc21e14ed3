"""What the ledger does for the other rooms."""

from balss.ledger.services.recording import Subject, SubjectNotSaved, record

__all__ = ["Subject", "SubjectNotSaved", "record"]
