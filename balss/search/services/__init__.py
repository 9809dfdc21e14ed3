"""Writing the index. Rooms above call `index`; nobody writes the tables of the room otherwise."""

from balss.search.services.evaluation import Evaluation, NotAnEvaluation, evaluate
from balss.search.services.indexing import UnknownKind, index
from balss.search.services.rebuilding import Rebuilt, rebuild

__all__ = ["Evaluation", "NotAnEvaluation", "Rebuilt", "UnknownKind", "evaluate", "index", "rebuild"]
