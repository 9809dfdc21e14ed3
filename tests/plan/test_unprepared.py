"""`balss plan import` before the installation has its institutions."""

import json

from balss.cli import main
from balss.plan.queries import PUBLISHED_PLAN


def test_import_before_the_database_is_prepared_is_refused(db, capsys):
    assert main(["plan", "import", str(PUBLISHED_PLAN)]) == 1
    assert capsys.readouterr().err == "The database is not prepared: run “balss prepare”\n"


def test_dry_run_reads_without_a_prepared_database(db, capsys):
    assert main(["plan", "import", str(PUBLISHED_PLAN), "--dry-run", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["measures"], said["edition"], said["applied"]) == (24, None, False)
    assert "body_unknown" not in {warning["kind"] for warning in said["warnings"]}
