"""What granian serves."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from balss.core.calendar import WorkingCalendar
from balss.core.memory import beginning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balss.config.settings")

with beginning():
    application = get_wsgi_application()
    # About a second of work that no visitor should wait for: PyPI holidays reads the calendars of 250 countries to
    # give one, and the addresses import every view.
    WorkingCalendar.published()
    import_module(settings.ROOT_URLCONF)
