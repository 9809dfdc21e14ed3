"""Make the installation ready to serve: tables, message catalogues, static files, reference data.

Can be run at every start and after every update: what is done already is not done again.
"""

import argparse
from datetime import datetime


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    from balss.cli.messages import compile_catalogues

    compile_catalogues()  # first: Django reads the catalogues when it starts
    from balss.cli import start_django

    start_django()
    prepare()
    return 0


def prepare(*, begins_at: datetime | None = None) -> None:
    """Bring the databases and the static files to what the code expects; prints what was changed.

    A new installation has its reference data as of `begins_at` (None: now), so that a demonstration can be told from
    its beginning.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from balss.places.models import Institution
    from balss.shared.reference_data import in_order

    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("migrate", "box", database="box", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    now = timezone.now()
    as_of = now if begins_at is None or Institution.objects.exists() else begins_at
    for data in in_order():
        if change := data.load(as_of):
            print(f"{data.name}: {change}")
