"""What is typed into the search page."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from balss.core.text.question import LONGEST
from balss.design.forms import DateInput
from balss.places.models import Institution, Topic
from balss.places.queries import institutions_on
from balss.search.forms.places import PlaceField
from balss.search.queries import Filters
from balss.shared.search_documents import search_documents

Choices = list[tuple[str, Any]]


class SearchForm(forms.Form):
    """The box. Nothing is refused; of what is longer than a question may be, the question says that it is cut."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST, "enterkeyhint": "search"}),
    )

    def clean_q(self) -> str:
        typed: str = self.cleaned_data["q"]
        return typed[: LONGEST + 1]


class FilterForm(forms.Form):
    """What narrows the results down; places, institutions and topics by their public names in addresses."""

    kind = forms.ChoiceField(label=pgettext_lazy("search filter", "Kind"), required=False)
    institution = forms.ChoiceField(label=_("Institution"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    place = PlaceField(label=_("Place"), required=False, help_text=_("Municipality, town or parish."))
    since = forms.DateField(label=pgettext_lazy("date", "From"), widget=DateInput, required=False)
    until = forms.DateField(label=pgettext_lazy("date", "To"), widget=DateInput, required=False)

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(body.slug, str(body.name_on(on))) for body in institutions_on(on)]
        self._offer("kind", _("All kinds"), [(kind.name, kind.label) for kind in search_documents])
        self._offer("institution", _("All institutions"), bodies)
        self._offer("topic", _("All topics"), _topics(Topic.objects.standing()))
        place = self.fields["place"]
        assert isinstance(place, PlaceField)  # noqa: S101  (declared above)
        place.know(on)

    def _offer(self, name: str, everything: Any, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = [("", everything), *choices]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError({"until": gettext("The last day is before the first one.")})
        return cleaned

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen, rightly or wrongly."""
        return any(self.data.get(name) for name in self.fields)

    def filters(self) -> Filters:
        chosen = self.cleaned_data
        return Filters(
            kinds=(chosen["kind"],) if chosen["kind"] else (),
            institution=Institution.objects.filter(slug=chosen["institution"]).first(),
            topic=Topic.objects.filter(code=chosen["topic"]).first(),
            place=chosen["place"],
            since=chosen["since"],
            until=chosen["until"],
        )


def _topics(topics: Iterable[Topic]) -> Choices:
    """Each field of policy with its parts below it."""
    rows = list(topics)
    parts = {top.pk: [topic for topic in rows if topic.parent_id == top.pk] for top in rows if top.parent_id is None}
    return [
        (topic.code, str(topic) if topic.parent_id is None else f"– {topic}")
        for top in rows
        if top.parent_id is None
        for topic in (top, *parts[top.pk])
    ]
