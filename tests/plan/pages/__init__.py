"""The public pages of the plan, as a visitor gets them."""
