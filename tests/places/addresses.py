"""Who may ask for what below /vietas/."""

from datetime import timedelta

from balss.places.models import (
    Alias,
    CalendarDay,
    CalendarYear,
    Institution,
    InstitutionName,
    InstitutionSetting,
    ServicePoint,
    Succession,
    Territory,
    TerritoryVersion,
)
from tests.safety.addresses import EVERYBODY, Visitor, acts, forms, only, reads
from tests.safety.world import World

ADDRESSES = [
    *reads(
        EVERYBODY,
        "/vietas/",
        "/vietas/iestade/{own}/",
        "/vietas/pasvaldibas/",
        "/vietas/pasvaldibas/?q=novads",
        "/vietas/vieta/novads/",
        "/vietas/vieta/novads/?dala=take_part",
        "/vietas/vieta/novads/dati.json",
        "/vietas/vieta/novads/lapa.pdf",
        "/vietas/kalendars/",
        "/vietas/iestades.json",
        "/vietas/iestades.csv",
        "/vietas/iestade/{own}/dati.json",
        "/vietas/teritorijas.json",
        "/vietas/teritorijas.csv",
        "/api/v1/places/audiences",
        "/api/v1/places/institutions",
        "/api/v1/places/institutions/XM",
        "/api/v1/places/territories",
        "/api/v1/places/topics",
    ),
    *forms(only(Visitor.INSTITUTION_ADMIN, Visitor.ADMINISTRATOR), "/vietas/iestade/{own}/iestatijumi/", post=422),
    *forms(
        only(Visitor.COORDINATOR, Visitor.ADMINISTRATOR),
        "/vietas/iestade/{own}/pardevet/",
        "/vietas/iestade/{own}/apvienot/",
        "/vietas/iestade/{own}/slegt/",
        post=422,
    ),
    *acts(
        only(Visitor.COORDINATOR, Visitor.ADMINISTRATOR, get=422),
        "/vietas/kalendars/dienas/",
        "/vietas/kalendars/gadi/{year}/",
    ),
    *acts(only(Visitor.COORDINATOR, Visitor.ADMINISTRATOR, get=302), "/vietas/kalendars/dienas/{day}/atsaukt/"),
]


def furnish(world: World) -> None:
    say, now = world.hostile, world.now
    Alias.objects.create(institution=world.own, text=say("institution.alias"))
    Succession.objects.create(
        predecessor=world.other,
        successor=world.chancellery,
        effective_date=world.today + timedelta(days=400),
        basis=say("succession.basis", lines=True),
        scope=say("succession.scope"),
    )
    day = CalendarDay.objects.create(
        date=world.today + timedelta(days=900), kind="day_off", source=say("calendar_day.source"), added_by="x",
        added_at=now,
    )  # fmt: skip
    CalendarYear.objects.create(year=2040, source=say("calendar_year.source"), confirmed_by="x", confirmed_at=now)
    region, territory = (
        Territory.objects.create(slug=slug, kind=kind)
        for slug, kind in [("regions", "planning_region"), ("novads", "municipality")]
    )
    for place, parent in [(region, None), (territory, region)]:
        name, name_en = say(f"territory.name of {place}", most=200), say(f"territory.name_en of {place}", most=200)
        TerritoryVersion.objects.create(territory=place, name=name, name_en=name_en, parent=parent)
    municipality = Institution.objects.create(code="NN", slug="nn", kind="municipality", territory=territory)
    InstitutionName.objects.create(institution=municipality, lv=say("municipality.name"), en="Municipality")
    InstitutionSetting.objects.create(
        institution=world.own,
        rule_id="mun.pubdisc.initiators",
        value=150,
        unit="signatures",
        source=say("setting.source"),
        set_by="x",
        set_at=now,
        valid_from=world.today,
    )
    ServicePoint.objects.create(
        network=world.chancellery,
        municipality=municipality,
        external_id="1",
        name=say("service_point.name"),
        address=say("service_point.address"),
        source=say("service_point.source"),
        as_of_date=world.today,
    )
    world.names |= {"day": day.pk, "year": world.today.year + 1}
