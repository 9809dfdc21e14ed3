"""The API itself: its root with all routers, its description, and what it says of this installation."""
