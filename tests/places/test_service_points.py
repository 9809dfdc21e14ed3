"""Lists of client service centres and libraries."""

import json
from pathlib import Path

import pytest

from balss.cli import main
from balss.ledger.models import Entry
from balss.places.models import ServicePoint
from balss.places.services import NotAList, import_service_points
from balss.shared.permissions import ANONYMOUS, NotAllowed

pytestmark = pytest.mark.usefixtures("reference_data")
EXAMPLE = Path(__file__).with_name("service_points.csv")


def changed(old, new):
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new).encode()


def test_the_example_is_read_and_read_again_without_a_write(now):
    first = import_service_points(EXAMPLE.read_bytes(), now=now)
    again = import_service_points(EXAMPLE.read_bytes(), now=now)

    assert (len(first.added), first.unchanged) == (2, 0)
    assert (again.added, again.changed, again.unchanged) == ([], [], 2)
    assert Entry.objects.filter(action="places.service_points_imported").count() == 2


def test_a_point_is_tied_to_its_municipality_by_name_or_code(now):
    import_service_points(EXAMPLE.read_bytes(), now=now)

    points = ServicePoint.objects.order_by("network__code").values_list("network__code", "municipality__code")
    assert list(points) == [("BIBLIOTEKU_TIKLS", "RIGA"), ("KAC_TIKLS", "MADONAS_NOVADS")]


def test_a_changed_row_changes_its_point(now):
    import_service_points(EXAMPLE.read_bytes(), now=now)

    result = import_service_points(changed("Parauga iela 2", "Parauga iela 3"), now=now)

    assert (result.changed, result.unchanged) == (["Parauga bibliotēka"], 1)
    assert ServicePoint.objects.get(network__code="BIBLIOTEKU_TIKLS").address == "Parauga iela 3, Rīga"


def test_a_dry_run_writes_nothing(now):
    result = import_service_points(EXAMPLE.read_bytes(), now=now, dry_run=True)

    assert (len(result.added), ServicePoint.objects.count()) == (2, 0)


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("KAC_TIKLS", "KAC", 2, "network"),
        ("Madonas novads", "Kaut kas", 2, "municipality"),
        ("Parauga bibliotēka", "", 3, "name"),
        ("2026-11-23,\nBIB", "23.11.2026.,\nBIB", 2, "as_of"),
        ('"Parauga iela 2, Rīga",,', '"Parauga iela 2, Rīga",,nav', 3, "email"),
        ("BIBLIOTEKU_TIKLS", "KAC_TIKLS", 3, "external_id"),
    ],
)
def test_one_bad_cell_is_named_and_nothing_is_written(now, old, new, line, column):
    result = import_service_points(changed(old, new), now=now)

    assert [(error.line, error.column) for error in result.errors] == [(line, column)]
    assert ServicePoint.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "line 1: the columns network"),
        (b"a;b;c\n1;2;3\n", "are missing"),
        ("network,name\nx,Rīga\n".encode("windows-1257"), "line 2: not UTF-8"),
        (b"PK\x03\x04\0\0", "not text"),
        (b"x" * 10_000_001, "bytes"),
    ],
    ids=["empty", "other columns", "other encoding", "binary", "huge"],
)
def test_a_file_that_is_no_list_is_refused(now, data, message):
    with pytest.raises(NotAList, match=message):
        import_service_points(data, now=now)


def test_semicolons_and_a_byte_order_mark_are_read(now):
    rows = EXAMPLE.read_text(encoding="utf-8").splitlines()
    header = rows[0].replace(",", ";")
    row = 'KAC_TIKLS;1;"Centrs";RIGA;"Iela 1, Rīga";;;;Avots;2026-11-23;'

    result = import_service_points(f"\ufeff{header}\n{row}\n".encode(), now=now)

    assert (result.added, result.errors) == (["Centrs"], [])


def test_nobody_but_an_administrator_imports(now, coordinator):
    for actor in (ANONYMOUS, coordinator):
        with pytest.raises(NotAllowed):
            import_service_points(EXAMPLE.read_bytes(), now=now, by=actor)


def test_the_command_prints_json(capsys):
    code = main(["places", "import-service-points", str(EXAMPLE), "--dry-run", "--json"])

    outcome = json.loads(capsys.readouterr().out)
    assert (code, outcome["dry_run"], len(outcome["added"]), outcome["errors"]) == (0, True, 2, [])


def test_the_command_names_the_bad_row_and_fails(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_bytes(changed("KAC_TIKLS", "KAC"))

    code = main(["places", "import-service-points", str(file)])

    assert code == 1
    assert "line 2, network: “KAC” is none of BIBLIOTEKU_TIKLS, KAC_TIKLS" in capsys.readouterr().err


def test_the_command_says_that_a_file_is_not_there(tmp_path, capsys):
    code = main(["places", "import-service-points", str(tmp_path / "none.csv")])

    assert (code, "No such file" in capsys.readouterr().err) == (1, True)
