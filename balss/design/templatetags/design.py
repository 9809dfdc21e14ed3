"""Components as tags. A tag that wraps content ends with `end…`; /dizains/ shows each of them.

Status is never said by colour alone: every status has its own icon and words.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from balss.design.icons import icon as draw_icon
from balss.shared import shell
from balss.shared.boards import Board

register = template.Library()

# kind of status: colour of the design system, icon
STATUS = {
    "done": ("success", "done"),
    "substantial": ("success", "partial"),
    "due": ("sea", "clock"),
    "soon": ("warning", "clock"),
    "overdue": ("danger", "overdue"),
    "limited": ("warning", "partial"),
    "continuous": ("neutral", "continuous"),
    "unclear": ("warning", "unclear"),
    "none": ("neutral", "none"),
    "draft": ("neutral", "draft"),
    "info": ("sea", "info"),
}

ALERT_COLOURS = {"info": "info", "success": "success", "warning": "warning", "error": "danger", "debug": "info"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "calendar" %}: one of `design.icons`, beside words that say the same."""
    return draw_icon(name)


@register.simple_tag
def status(kind: str, label: str) -> SafeString:
    """{% status "overdue" _("Overdue") %}: a badge; the kinds are the keys of STATUS. KeyError for another."""
    colour, icon_name = STATUS[kind]
    return format_html(
        '<span class="ds-tag status" data-color="{}">{}<span>{}</span></span>', colour, draw_icon(icon_name), label
    )


@register.simple_tag
def days_left(deadline: date, today: date | datetime) -> SafeString:
    """{% days_left deadline request.now %}: how long until a day, or how long ago it passed, counted in Riga's days."""
    if isinstance(today, datetime):
        today = timezone.localdate(today)
    days = (deadline - today).days
    if days < 0:
        words = ngettext("%(count)d day overdue", "%(count)d days overdue", -days) % {"count": -days}
        return status("overdue", words)
    if days == 0:
        return status("soon", _("due today"))
    words = ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    return status("soon" if days <= 30 else "due", words)


@register.filter
def ending(moment: datetime) -> str:
    """{{ election.closes_at|ending }}: when something ends, as people say it. Midnight is the end of the day before."""
    local = timezone.localtime(moment)
    hour = local.hour
    if not (local.hour or local.minute):
        local, hour = local - timedelta(days=1), 24
    return pgettext("when something ends", "%(day)s, %(hour)02d:%(minute)02d") % {
        "day": date_format(local, "SHORT_DATE_FORMAT"), "hour": hour, "minute": local.minute,
    }  # fmt: skip


@register.simple_tag
def crumb(label: str, url: str = "") -> SafeString:
    """{% crumb label url %} in the block `breadcrumbs`; without an address it is the page itself."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html('<li><span aria-current="page">{}</span></li>', label)


@register.inclusion_tag("design/data_twin.html")
def data_twin(**addresses: str) -> dict[str, Any]:
    """{% data_twin json=url csv=url atom=url %}: this page's facts for machines; formats without address stay out."""
    return {"twins": [(_FORMATS[name], url) for name, url in addresses.items() if url]}


_FORMATS = {
    "json": "JSON",
    "csv": "CSV",
    "geojson": "GeoJSON",
    "xlsx": "XLSX",
    "atom": "Atom",
    "ics": "iCalendar",
    "pdf": "PDF",
    "docx": "DOCX",
}


@register.inclusion_tag("design/key_figure.html")
def key_figure(value: object, label: str, note: str = "", url: str = "") -> dict[str, Any]:
    """{% key_figure 24 _("measures") note url %}: a number that stands out, what it counts, and a way down to it."""
    return {"value": value, "label": label, "note": note, "url": url}


@register.inclusion_tag("design/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """{% progress 3 24 _("measures done") %}: a part of a whole, said in words beside the bar."""
    return {"done": done, "total": total, "label": label, "id": f"progress-{slugify(label)}"}


@register.inclusion_tag("design/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """{% empty _("No reports yet") text url action %}: what a list says when it has nothing, and what one can do."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("design/tabs.html")
def tabs(label: str, items: list[tuple[str, str, bool]]) -> dict[str, Any]:
    """{% tabs label items %}: views of one thing, as links; items are (words, address, whether it is this one)."""
    return {"label": label, "items": items}


@register.inclusion_tag("design/timeline.html")
def timeline(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """{% timeline entries %}: what happened, in the order given; each {at, title}, and text, url, by if any."""
    return {"entries": entries}


@register.inclusion_tag("design/pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, Any]:
    """{% pagination page_obj %}: links to the pages of a list; nothing when all of it is on one."""
    return {"page": page, "request": context["request"], "ellipsis": page.paginator.ELLIPSIS}


@register.simple_block_tag
def alert(content: str, kind: str, title: str = "") -> SafeString:
    """{% alert "warning" _("Title") %}…{% endalert %}: kinds are info, success, warning, error."""
    return render_to_string("design/alert.html", {"content": content, "title": title, "colour": ALERT_COLOURS[kind]})


@register.simple_block_tag
def disclosure(content: str, summary: str, open: bool = False) -> SafeString:
    """{% disclosure _("How is it counted?") %}…{% enddisclosure %}: what only some readers need."""
    return render_to_string("design/disclosure.html", {"content": content, "summary": summary, "open": open})


@register.simple_block_tag
def table(content: str, caption: str, stacks: bool = False) -> SafeString:
    """{% table _("Caption") %}<thead>…<tbody>…{% endtable %}: a table that scrolls within itself on a narrow screen.

    With `stacks=True` its rows stand there one below the other instead: for lists of things, not for figures that are
    compared across. Cells then say their column in `data-label`; the cell of a checkbox has the class `chooses`.
    """
    facts = {"content": content, "caption": caption, "id": f"table-{slugify(caption)}", "stacks": stacks}
    return render_to_string("design/table.html", facts)


@register.simple_tag
def language_root() -> str:
    """The address below which the pages of the current language stand: / or /en/."""
    language = get_language() or "lv"
    return get_script_prefix() if language == "lv" else f"{get_script_prefix()}{language}/"


def _links(board: Board[shell.ShellLink], request: HttpRequest | None) -> list[dict[str, Any]]:
    here = request.path if request else ""
    urls = [(link.label, link.url(language_root())) for link in board]
    return [{"label": label, "url": url, "current": here.startswith(url)} for label, url in urls]


@register.simple_tag(takes_context=True)
def main_navigation(context: Context) -> list[dict[str, Any]]:
    return _links(shell.main_navigation, context.get("request"))


@register.simple_tag(takes_context=True)
def footer_links(context: Context) -> list[dict[str, Any]]:
    return _links(shell.footer_links, context.get("request"))


@register.simple_tag(takes_context=True)
def own_pages(context: Context) -> list[dict[str, Any]]:
    """{% own_pages as pages %}: what belongs to who is signed in, of all rooms."""
    return _links(shell.own_pages, context.get("request"))


@register.simple_tag(takes_context=True)
def header_slots(context: Context) -> list[str]:
    """Templates that rooms put into the header; none on a page made before it was asked who the visitor is (an error
    of the server, or of something that stands before the sign-in)."""
    return [slot.template for slot in shell.header_slots] if hasattr(context.get("request"), "actor") else []


@register.simple_tag(takes_context=True)
def other_language_url(context: Context) -> str:
    """This page in the other language, with its query; the other language's home page when there is no request."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return "/en/" if get_language() == "lv" else "/"
    path = request.get_full_path()
    prefix = get_script_prefix()
    if path.startswith(f"{prefix}en/"):
        return prefix + path.removeprefix(f"{prefix}en/")
    return f"{prefix}en/{path.removeprefix(prefix)}"
