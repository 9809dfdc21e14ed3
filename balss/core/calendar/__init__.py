"""The legal calendar: Latvian working days, periods, and the rules of law that are counted in them."""

from balss.core.calendar.working_days import ContradictoryDay, OutsideCalendar, WorkingCalendar

__all__ = ["ContradictoryDay", "OutsideCalendar", "WorkingCalendar"]
