"""A source of opportunities published elsewhere, as its coordinator fills it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balss.design.forms import sentence_labels
from balss.participation.models import OutsideSource
from balss.places.models import Institution
from balss.shared.fetching import NotFetched, check_address


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """The short name stays as it was given first: what was imported is known by it."""

    field_order = ("name", "code", "form", "data_address", "address", "kind", "language", "institution")
    language = forms.ChoiceField(
        label=gettext_lazy("language of its texts"), choices=[("lv", "latviešu"), ("en", "English")]
    )

    data_address = forms.URLField(
        label=gettext_lazy("address of the data"),
        max_length=1000,
        assume_scheme="https",
        help_text=gettext_lazy("Begins with https:// and leads to the feed, file or records themselves."),
    )
    address = forms.URLField(
        label=gettext_lazy("its public home page"), max_length=1000, required=False, assume_scheme="https"
    )

    class Meta:
        model = OutsideSource
        fields = ("name", "code", "form", "data_address", "address", "kind", "language", "institution")
        help_texts = {
            "name": gettext_lazy("As people know it: “TAP portal”, “geolatvija.lv”."),
            "code": gettext_lazy("Small Latin letters, figures and hyphens. It cannot be changed later."),
            "kind": gettext_lazy("Of everything that does not say its own kind."),
            "institution": gettext_lazy("Where everything is of one institution; others are found by their names."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        institutions = self.fields["institution"]
        assert isinstance(institutions, forms.ModelChoiceField)  # noqa: S101  (a foreign key)
        institutions.queryset = Institution.objects.bodies().prefetch_related("names").order_by("slug")
        if self.instance.pk:
            del self.fields["code"]
        sentence_labels(self)

    def clean_data_address(self) -> str:
        address = str(self.cleaned_data["data_address"])
        try:
            check_address(address)
        except NotFetched:
            raise forms.ValidationError(
                _("The address has to begin with https:// and lead to a site on the public internet.")
            ) from None
        return address

    @property
    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "code"}
