"""Icons, drawn on a grid of 24 with strokes of 2. They stand beside words and never replace them."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "done": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM8 12.2l2.8 2.8L16 9.5",
    "clock": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 7v5l3.5 2",
    "overdue": "M12 3.5L2.5 20h19zM12 10v4.5M12 17v.2",
    "continuous": "M4 12a8 8 0 0 1 13.9-5.4L20 9M20 4v5h-5M20 12a8 8 0 0 1-13.9 5.4L4 15M4 20v-5h5",
    "unclear": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.8v.2",
    "partial": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 3v18M12 8h7M12 12h9M12 16h7",
    "none": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM8 12h8",
    "info": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.2",
    "draft": "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3v5M16 3v5",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "download": "M12 4v11M7 10.5l5 5 5-5M4 20h16",
    "feed": "M5 19v.2M5 12a7 7 0 0 1 7 7M5 5a14 14 0 0 1 14 14",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "back": "M20 12H5M11 6l-6 6 6 6",
    "person": "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM4 21c.6-4 3.8-6 8-6s7.4 2 8 6",
    "institution": "M3 9.5L12 4l9 5.5zM5 10v8M10 10v8M14 10v8M19 10v8M3 20.5h18",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "link": "M14 4h6v6M20 4l-9 9M17 14v6H4V7h6",
}


@cache
def icon(name: str) -> SafeString:
    """The icon as inline SVG, hidden from assistive technology. KeyError for an unknown name."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="{}"/></svg>',
        mark_safe(PATHS[name]),  # noqa: S308  (a constant of this file)
    )
