"""`python -m bench`: prepare an installation of its own in a temporary folder, measure, print."""

import argparse
import contextlib
import io
import os
import tempfile
from collections.abc import Iterator

PEER, PEER_QUERIES = "adhocracy+ makes", 769  # as counted in 2026, with 20 comments of one module


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="What our pages cost beside a bare Django page."
    )
    parser.add_argument("--requests", type=int, default=40, help="requests per round and page (default: %(default)s)")
    parser.add_argument("--part", type=int, default=1, help="one in so many of what people say, to try it out")
    args = parser.parse_args()
    requests = args.requests
    with installation():
        from django.core.wsgi import get_wsgi_application

        from bench.bare import bare_application
        from bench.importing import import_lines
        from bench.measuring import ROUNDS, measure
        from bench.pages import PAGES, voices
        from bench.report import table

        ours, bare = get_wsgi_application(), bare_application()
        print(f"Median of {ROUNDS} rounds of {requests} requests; CPU of this process alone, without a server.\n")
        pages = [*PAGES, *voices(args.part)]
        print(table([measure(page, ours=ours, bare=bare, requests=requests) for page in pages]))
        print(f"{PEER} {PEER_QUERIES} queries for a page of 20 comments; ours are above.")
        print("", *import_lines(), sep="\n")


@contextlib.contextmanager
def installation() -> Iterator[None]:
    """Django started on a new SQLite database with tables, reference data, much said of one measure, static files."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "BALSS_VAR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/balss.sqlite3",
            "DJANGO_SETTINGS_MODULE": "balss.config.settings",
        }
        from balss.cli.messages import compile_catalogues

        compile_catalogues()
        import django

        django.setup()
        from balss.cli.prepare import prepare

        with contextlib.redirect_stdout(io.StringIO()):
            prepare()
        from bench.entries import write_entries

        write_entries(plan="lv-6", key="2.2")
        yield
        from django.db import connections

        connections.close_all()


if __name__ == "__main__":
    main()
