"""Forms that everybody can fill in: every control has its words, its hint and its errors tied to it."""

import lxml.html
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from balss.design.forms import DateInput
from balss.design.views import SampleForm


def drawn(form: forms.Form) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<form>{form}</form>")


@pytest.mark.parametrize("data", [None, {"email": "anna"}], ids=["empty", "refused"])
def test_every_control_has_a_label_and_existing_descriptions(data: dict[str, str] | None) -> None:
    tree = drawn(SampleForm(data))
    for control in tree.cssselect("input, select, textarea"):
        assert len(tree.cssselect(f"label[for={control.get('id')}]")) == 1
    described = " ".join(element.get("aria-describedby") for element in tree.cssselect("[aria-describedby]")).split()
    assert [name for name in described if not tree.cssselect(f"#{name}")] == []


def test_refused_field_is_tied_to_hint_and_error() -> None:
    control = drawn(SampleForm({})).cssselect("#id_title")[0]
    assert control.get("aria-describedby") == "id_title_helptext id_title_error"
    assert control.get("aria-invalid") == "true"


def test_summary_leads_to_each_refused_field() -> None:
    tree = drawn(SampleForm({"email": "anna"}))
    targets = [link.get("href") for link in tree.cssselect(".ds-error-summary a")]
    assert targets == ["#id_title", "#id_email", "#id_text", "#id_institution", "#id_answer_0", "#id_agreed"]
    assert all(tree.cssselect(target) for target in targets)


def test_form_without_errors_has_no_summary() -> None:
    assert drawn(SampleForm()).cssselect(".ds-error-summary") == []


def test_errors_of_the_whole_form_stand_in_the_summary() -> None:
    form = SampleForm({})
    form.add_error(None, "Periods ir slēgts.")
    assert drawn(form).cssselect(".ds-error-summary li")[0].text_content() == "Periods ir slēgts."


def test_radio_buttons_are_one_group_with_its_question() -> None:
    groups = drawn(SampleForm()).cssselect("fieldset")
    assert [group.cssselect("legend")[0].text.strip() for group in groups] == ["Atbilde", "Tēmas"]
    assert groups[0].get("aria-describedby") == "id_answer_helptext"


def test_required_is_said_in_words() -> None:
    tree = drawn(SampleForm())
    required = [element.getparent().get("for") for element in tree.cssselect("label .field-required")]
    assert required == ["id_title", "id_text", "id_institution", "id_agreed"]


def test_control_keeps_its_own_class_beside_the_design_systems() -> None:
    class Narrow(forms.Form):
        year = forms.IntegerField(widget=forms.NumberInput(attrs={"class": "narrow"}))

    assert drawn(Narrow()).cssselect("input")[0].get("class") == "ds-input narrow"


def test_date_is_written_as_browsers_want_it() -> None:
    class WithDate(forms.Form):
        day = forms.DateField(widget=DateInput, initial="2026-12-31", localize=False)

    control = drawn(WithDate()).cssselect("input")[0]
    assert (control.get("type"), control.get("value")) == ("date", "2026-12-31")


def test_hostile_file_name_is_escaped() -> None:
    class WithFile(forms.Form):
        document = forms.FileField(required=False)

    form = WithFile({}, {"document": SimpleUploadedFile("<script>.pdf", b"")})
    assert "<script>" not in str(form)
