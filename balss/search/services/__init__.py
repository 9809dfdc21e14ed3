"""Writing the index. Rooms above call `index`; nobody writes the tables of the room otherwise."""

from balss.search.services.evaluation import Evaluation, NotAnEvaluation, evaluate
from balss.search.services.indexing import UnknownKind, forget_words, index
from balss.search.services.rebuilding import Rebuilt, bring_to_edition, rebuild

__all__ = [
    "Evaluation",
    "NotAnEvaluation",
    "Rebuilt",
    "UnknownKind",
    "bring_to_edition",
    "evaluate",
    "forget_words",
    "index",
    "rebuild",
]
