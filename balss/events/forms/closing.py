"""Closing an event, begun from what was checked in. Institutions and media are written one to a line, because lists of
them come from a sheet of paper or a table and are pasted as they are."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balss.events.models import Event, MaterialKind, Reach
from balss.events.queries import Expected
from balss.events.services import Account, NewMaterial
from balss.places.models import Audience
from balss.shared.files.uploads import UploadField

LINE = re.compile(r"^(?P<name>.*?\S)[\s;:,–—-]+(?P<count>\d{1,6})$")
UPLOADS = (1, 2, 3)
MOST = 1_000_000


class ClosingForm(forms.Form):
    came_onsite = forms.IntegerField(label=_("How many came on site"), min_value=0, max_value=MOST, required=False)
    came_online = forms.IntegerField(label=_("How many took part online"), min_value=0, max_value=MOST, required=False)
    institutions = forms.CharField(
        label=_("Of which institutions and organisations"),
        help_text=_("One to a line, with the number of people at its end: “Finanšu ministrija 12”."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    outcome = forms.CharField(
        label=_("What came of it"),
        help_text=_("What was said, what was agreed, what happens next. It stands on the page of the event."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
        required=False,
    )
    minutes = forms.CharField(
        label=_("Minutes"),
        help_text=_("Here, or as a file below."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=50_000,
        required=False,
    )
    recording = forms.URLField(
        label=_("Address of the recording"), assume_scheme="https", max_length=500, required=False
    )
    without_materials = forms.BooleanField(label=_("There are no materials to share"), required=False)

    def __init__(self, *args: Any, event: Event, expected: Expected, **options: Any) -> None:
        options.setdefault("initial", _initial(event, expected))
        super().__init__(*args, **options)
        self.event = event
        self.audiences = list(Audience.objects.all())
        for audience in self.audiences:
            self.fields[f"group-{audience.code}"] = forms.IntegerField(
                label=str(audience), min_value=0, max_value=MOST, required=False
            )
        for reach in Reach:
            self.fields[f"media-{reach.value}"] = forms.CharField(
                label=reach.label.capitalize(), widget=forms.Textarea(attrs={"rows": 2}), required=False
            )
        for place in UPLOADS:
            self.fields[f"upload-{place}"] = UploadField(label=_("File %(number)d") % {"number": place}, required=False)
            self.fields[f"title-{place}"] = forms.CharField(
                label=_("What file %(number)d is called") % {"number": place}, max_length=200, required=False
            )
        if not event.has_site:
            del self.fields["came_onsite"]
        if not event.has_link:
            del self.fields["came_online"]

    def clean_institutions(self) -> tuple[tuple[str, int], ...]:
        return tuple(_read_line(line) for line in _lines(self.cleaned_data["institutions"]))

    def group_fields(self) -> list[Any]:
        return [self[f"group-{audience.code}"] for audience in self.audiences]

    def media_fields(self) -> list[Any]:
        return [self[f"media-{reach.value}"] for reach in Reach]

    def upload_fields(self) -> list[list[Any]]:
        return [[self[f"upload-{place}"], self[f"title-{place}"]] for place in UPLOADS]

    def account(self) -> Account:
        cleaned = self.cleaned_data
        groups = [(each, cleaned[f"group-{each.code}"]) for each in self.audiences]
        return Account(
            came_onsite=cleaned.get("came_onsite"),
            came_online=cleaned.get("came_online"),
            outcome=cleaned["outcome"],
            minutes=cleaned["minutes"],
            groups=tuple((audience, count) for audience, count in groups if count),
            institutions=cleaned["institutions"],
            media=tuple((line, reach.value) for reach in Reach for line in _lines(cleaned[f"media-{reach.value}"])),
            materials=tuple(self._materials()),
            without_materials=cleaned["without_materials"],
        )

    def _materials(self) -> list[NewMaterial]:
        cleaned = self.cleaned_data
        files = [
            NewMaterial(cleaned[f"title-{place}"] or upload.name[:200], MaterialKind.OTHER, upload)
            for place in UPLOADS
            if (upload := cleaned[f"upload-{place}"])
        ]
        recording = cleaned["recording"]
        if recording:
            files.append(NewMaterial(gettext("Recording"), MaterialKind.RECORDING, None, recording))
        return files


def _lines(text: str) -> list[str]:
    return [line.strip()[:200] for line in text.splitlines() if line.strip()]


def _read_line(line: str) -> tuple[str, int]:
    found = LINE.match(line)
    if found is None:
        raise ValidationError(
            gettext("“%(line)s” does not end with a number. Write “Name 12”, one to a line.") % {"line": line}
        )
    return found["name"], int(found["count"])


def _initial(event: Event, expected: Expected) -> dict[str, Any]:
    """What was said when it was closed; before that what was checked in."""
    if event.came is None:
        groups = {f"group-{audience.code}": count for audience, count in expected.groups.items()}
        lines = [f"{name} {count}" for name, count in sorted(expected.organisations.items())]
        numbers = {"came_onsite": expected.came_onsite or None, "came_online": expected.came_online or None}
        return {**numbers, **groups, "institutions": "\n".join(lines), "outcome": event.outcome}
    rows = list(event.attendance.select_related("audience"))
    media: dict[str, list[str]] = {}
    for medium in event.media.all():
        media.setdefault(f"media-{medium.reach}", []).append(medium.name)
    return {
        "came_onsite": event.came_onsite,
        "came_online": event.came_online,
        "outcome": event.outcome,
        "minutes": event.minutes,
        "without_materials": event.without_materials,
        "institutions": "\n".join(f"{row.words} {row.count}" for row in rows if row.words),
        **{f"group-{row.audience.code}": row.count for row in rows if row.audience},
        **{name: "\n".join(names) for name, names in media.items()},
    }
