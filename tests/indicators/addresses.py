"""Who may ask for what below /raditaji/."""

from decimal import Decimal

from balss.indicators.models import (
    Caveat,
    Document,
    Observation,
    OutcomeIndicator,
    Question,
    Series,
    Source,
    Wave,
)
from tests.safety.addresses import EVERYBODY, Visitor, forms, only, reads
from tests.safety.world import World

ADDRESSES = [
    *reads(
        EVERYBODY,
        "/raditaji/",
        "/raditaji/rindas/uzticesanas/",
        "/raditaji/salidzinajums/jautajums/",
        "/raditaji/dati/",
        "/raditaji/dati.csv",
        "/raditaji/dati.json",
        "/raditaji/rindas/uzticesanas.csv",
        "/raditaji/rindas/uzticesanas.json",
        "/api/v1/indicators/observations",
        "/api/v1/indicators/outcomes/lv-6",
        "/api/v1/indicators/series/uzticesanas",
    ),
    *reads(only(Visitor.COORDINATOR), "/raditaji/darbs/", "/raditaji/darbs/rindas/uzticesanas/"),
    *forms(
        only(Visitor.COORDINATOR),
        "/raditaji/darbs/rindas/uzticesanas/jauna/",
        "/raditaji/darbs/ieraksti/{observation}/labot/",
        "/raditaji/darbs/avoti/petijums/karta/",
        post=422,
    ),
]


def furnish(world: World) -> None:
    def both(column: str, *, lines: bool = False, most: int = 0) -> dict[str, str]:
        """Hostile words in both languages."""
        name = column.split(".")[1]
        return {f"{name}_{each}": world.hostile(f"{column}_{each}", lines=lines, most=most) for each in ("lv", "en")}

    source = Source.objects.create(
        code="petijums", **both("source.name"), **both("source.publisher"), **both("source.note", lines=True)
    )
    period = f"{world.today.year - 1}"
    wave = Wave.objects.create(
        source=source,
        period=period,
        published=period,
        **both("wave.name"),
        **both("wave.fieldwork", most=100),
        **both("wave.note", lines=True),
    )
    question = Question.objects.create(
        source=source, code="jautajums", position=1, unit="percent", **both("question.name"),
        **both("question.wording", lines=True), **both("question.scale"), **both("question.population"),
    )  # fmt: skip
    series, _sibling = (
        Series.objects.create(
            question=question, code=code, position=place, **both("series.name"), **both("series.about"),
            **both("series.target"),
        )
        for place, code in enumerate(("uzticesanas", "otra"), start=1)
    )  # fmt: skip
    Caveat.objects.create(code="c", position=1, **both("caveat.text", lines=True)).series.add(series)
    document = Document.objects.create(title=world.hostile("document.title"), url="https://example.lv/?a=1&b='2'")
    first = Observation.objects.create(
        series=series, wave=wave, area="LV", value=Decimal("28.7"), confidence="low", document=document,
        recorded_at=world.now, recorded_by="x",
    )  # fmt: skip
    second = Observation.objects.create(
        series=series, wave=wave, area="LV", value=Decimal("29.7"), confidence="low", document=document,
        recorded_at=world.now, recorded_by="x", corrects=first, reason=world.hostile("observation.reason", lines=True),
    )  # fmt: skip
    OutcomeIndicator.objects.create(
        code="o", group="lv-6", number=1, headline=series, **both("outcome.text", lines=True), **both("outcome.target")
    ).series.add(series)
    world.names["observation"] = second.pk
