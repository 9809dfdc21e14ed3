"""Plans as documents: read from a file as this installation understands it, and as the edition in force says."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from balss.core.plandoc.body import Directory, nobody_known
from balss.core.plandoc.data import LINE, parse_yaml
from balss.core.plandoc.defaults import with_defaults
from balss.core.plandoc.differences import Difference, compare
from balss.core.plandoc.document import PlanDocument
from balss.core.plandoc.interpretation import interpret, load_interpretation
from balss.core.plandoc.planfile import dump_plan, load_plan
from balss.core.plandoc.reading import read_bytes, read_file
from balss.plan.models import Edition, Plan
from balss.plan.queries.directory import directory_on

DATA = Path(__file__).resolve().parents[1] / "data"
PUBLISHED_PLAN = DATA / "plan-2026-2027.txt"


def read_plan_file(path: Path, *, on: date, country: str = "", with_bodies: bool = True) -> tuple[PlanDocument, bytes]:
    """The plan of a file, with bodies looked up, meanings and defaults added; and the bytes of the file.

    `with_bodies` False reads without the database, and then says nothing about unknown bodies.
    Raises core.plandoc.unreadable.Unreadable.
    """
    directory = directory_on(on) if with_bodies else nobody_known
    document, content = read_file(path, country=country, directory=directory)
    if not with_bodies:
        document = replace(document, gaps=tuple(gap for gap in document.gaps if gap.kind != "body_unknown"))
    return understood(document), content


def read_plan_bytes(content: bytes, *, on: date, country: str = "") -> PlanDocument:
    """The same for a file that somebody uploaded."""
    directory: Directory = directory_on(on)
    return understood(read_bytes(content, country=country, directory=directory))


def understood(document: PlanDocument) -> PlanDocument:
    """The document with the meanings that its interpretation adds, where it has one, and the defaults."""
    path = DATA / f"{document.key}.yaml"
    if path.is_file():
        data = {name: value for name, value in parse_yaml(path.read_text()).items() if name != LINE}
        document = interpret(document, load_interpretation(data))
    return with_defaults(document)


def edition_in_force(plan: Plan) -> Edition | None:
    return Edition.objects.in_force().filter(plan=plan).first()


def document_of(edition: Edition) -> PlanDocument:
    return load_plan(edition.document)


@dataclass(frozen=True)
class Preview:
    """What importing a document would do: nothing (`is_known`), make a plan (`edition` None), or change one."""

    document: PlanDocument
    edition: Edition | None  # in force now
    differences: list[Difference]
    is_known: bool

    @property
    def number(self) -> int:
        """Of the edition in force, 0 where there is none."""
        return self.edition.number if self.edition else 0


def plan_of(document: PlanDocument) -> Plan | None:
    """The plan that a document would change; None for one that is not known yet."""
    return Plan.objects.filter(country=document.country.upper(), number=document.number).first()


def preview(document: PlanDocument) -> Preview:
    """The differences between a document and the edition in force; writes nothing."""
    country, number = document.country.upper(), document.number
    edition = Edition.objects.in_force().filter(plan__country=country, plan__number=number).first()
    if edition is None:
        return Preview(document, None, [], is_known=False)
    is_known = edition.document == dump_plan(document)
    return Preview(document, edition, compare(document_of(edition), document), is_known)
