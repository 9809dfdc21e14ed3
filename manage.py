"""Django's own commands, for developers: makemigrations, makemessages, shell. Everything else is `balss`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balss.config.settings")
execute_from_command_line(sys.argv)
