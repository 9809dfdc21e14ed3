"""What granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from balss.core.calendar import WorkingCalendar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balss.config.settings")
application = get_wsgi_application()

# PyPI holidays reads the calendars of 250 countries to give one, half a second that no visitor should wait for.
WorkingCalendar.published()
