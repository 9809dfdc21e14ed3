"""What followers, those who run the installation, and officials fill in."""

from balss.notices.forms.following import LONGEST_SOUGHT, FollowForm, OfficialForm, StopForm, WishesForm

__all__ = ["LONGEST_SOUGHT", "FollowForm", "OfficialForm", "StopForm", "WishesForm"]
