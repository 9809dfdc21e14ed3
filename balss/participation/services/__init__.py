"""What changes the records of this room."""

from balss.participation.services.announcing import Announcement, announce, retract
from balss.participation.services.discussing import (
    Discussed,
    end_discussion,
    host_discussions,
    prolong_discussions,
    retitle_discussion,
)
from balss.participation.services.opportunities import (
    change_opportunity,
    discard_opportunity,
    extend_opportunity,
    prepare_opportunity,
    publish_opportunity,
    withdraw_opportunity,
)
from balss.participation.services.processes import (
    StageContent,
    add_document,
    add_version,
    change_process,
    discard_process,
    end_process,
    faults_of_process,
    publish_process,
    set_stages,
    start_process,
    stop_process,
)
from balss.participation.services.publishing import faults_of

__all__ = [
    "Announcement",
    "Discussed",
    "StageContent",
    "add_document",
    "add_version",
    "announce",
    "change_opportunity",
    "change_process",
    "discard_opportunity",
    "discard_process",
    "end_discussion",
    "end_process",
    "extend_opportunity",
    "faults_of",
    "faults_of_process",
    "host_discussions",
    "prepare_opportunity",
    "prolong_discussions",
    "publish_opportunity",
    "publish_process",
    "retitle_discussion",
    "retract",
    "set_stages",
    "start_process",
    "stop_process",
    "withdraw_opportunity",
]
