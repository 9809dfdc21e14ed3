"""What officials fill in: a list, a file with addresses, an address to take off, news."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balss.design.forms import RowsField
from balss.notices.models import AddressList, News
from balss.notices.services.lists import Wording
from balss.notices.services.news import Draft
from balss.places.models import Institution


class ListForm(forms.ModelForm):  # type: ignore[type-arg]
    """A list and its ground."""

    class Meta:
        model = AddressList
        fields = ("title", "kind", "ground", "ground_words", "consent_given")
        widgets = {
            "kind": forms.RadioSelect,
            "ground": forms.RadioSelect,
            "ground_words": forms.Textarea(attrs={"rows": 3}),
            "consent_given": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "title": gettext_lazy("Everybody on the list reads it."),
            "ground_words": gettext_lazy("The act with its article, or the interest. Everybody on the list reads it."),
            "consent_given": gettext_lazy("Only for consent: on which form, since when."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("kind", "ground"):
            field: Any = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("ground") == AddressList.Ground.CONSENT and not cleaned.get("consent_given"):
            self.add_error("consent_given", _("Say when and how these people gave their consent."))
        return cleaned

    def wording(self) -> Wording:
        return Wording(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class AddressesForm(forms.Form):
    """A file with addresses, of which only these are read."""

    unstored_addresses = forms.FileField(  # `shared.files.uploads.UnstoredUpload`: the file goes to no disk
        label=gettext_lazy("CSV or XLSX file"),
        help_text=gettext_lazy(
            "Its first line names a column “epasts”. A column “valoda” may say lv or en: in which language to write. "
            "At most 20,000 lines. Nothing else is kept."
        ),
    )

    def clean_unstored_addresses(self) -> "UploadedFile[Any]":
        upload: UploadedFile[Any] = self.cleaned_data["unstored_addresses"]
        if (upload.size or 0) > settings.FILE_LARGEST_BYTES:
            raise forms.ValidationError(
                _("The file is too large: at most 25 MB. A CSV file is smaller than a workbook.")
            )
        return upload


class TakeOffForm(forms.Form):
    """An address whose owner asked an official to be taken off."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("It leaves all lists of the institution, and no file brings it back."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class ListsField(RowsField):
    """Lists of the own institution, by their titles."""

    def label_from_instance(self, obj: AddressList) -> str:
        return obj.title


class NewsForm(forms.ModelForm):  # type: ignore[type-arg]
    """News and to whom it goes. `version` is that which was opened."""

    lists = ListsField(
        label=gettext_lazy("To the lists"),
        queryset=AddressList.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False)

    class Meta:
        model = News
        fields = ("title", "text", "title_en", "text_en", "to_followers", "lists")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 12}),
            "text_en": forms.Textarea(attrs={"rows": 6, "lang": "en"}),
        }
        help_texts = {
            "text": gettext_lazy("Plain words. Markdown is understood: **bold**, lists, [words](https://…)."),
            "title_en": gettext_lazy("Only if there are words in English: for who chose letters in English."),
            "to_followers": gettext_lazy("It is then public too, and comes with the letters that followers get."),
        }

    def __init__(self, *args: Any, institution: Institution, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["lists"]
        field.queryset = AddressList.objects.filter(institution=institution)
        if not field.queryset.exists():
            del self.fields["lists"]

    def draft(self) -> Draft:
        cleaned = self.cleaned_data
        return Draft(
            cleaned["title"], cleaned["text"], cleaned["to_followers"], list(cleaned.get("lists") or ()),
            title_en=cleaned["title_en"], text_en=cleaned["text_en"],
        )  # fmt: skip
