"""`python -m balss.cli` is the `balss` command too, wherever it was installed."""

from balss.cli import script

script()
