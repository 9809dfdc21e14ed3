"""Before the installation has its institutions, and before it has a plan."""

import json
from datetime import date

import lxml.html
import pytest

from balss.cli import main
from balss.places.models import Institution
from balss.plan import models
from balss.plan.queries import PUBLISHED_PLAN, read_plan_bytes
from balss.plan.services import import_edition
from balss.shared.permissions import Actor, Grant, NotAllowed, Role


def test_import_before_the_database_is_prepared_is_refused(db, capsys):
    assert main(["plan", "import", str(PUBLISHED_PLAN)]) == 1
    assert capsys.readouterr().err == "The database is not prepared: run “balss prepare”\n"


def test_dry_run_reads_without_a_prepared_database(db, capsys):
    assert main(["plan", "import", str(PUBLISHED_PLAN), "--dry-run", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["measures"], said["edition"], said["applied"]) == (24, None, False)
    assert "body_unknown" not in {warning["kind"] for warning in said["warnings"]}


def test_without_a_plan_there_is_none(db, client):
    assert client.get("/plans/").status_code == 404


def test_home_page_without_a_plan_has_no_board(db, client):
    page = lxml.html.fromstring(client.get("/").content.decode())
    assert page.get_element_by_id("main").cssselect(".board") == []


def test_nobody_but_coordinator_and_administrator_imports(institutions, now):
    document = read_plan_bytes(PUBLISHED_PLAN.read_bytes(), on=now.date())
    official = Actor("abc", account_id=1, grant=Grant(Role.OFFICIAL, institution_id=1))
    with pytest.raises(NotAllowed):
        import_edition(document=document, content=b"", file_name="x", by=official, now=now)
    assert not models.Plan.objects.exists()


def test_only_bodies_that_exist_on_the_day_are_meant(institutions, now):
    Institution.objects.filter(code="LU").update(valid_to=date(2020, 1, 1))
    document = read_plan_bytes(PUBLISHED_PLAN.read_bytes(), on=now.date())
    assert next(body.code for body in document.measures[2].bodies if body.words == "LU") == "LU"
