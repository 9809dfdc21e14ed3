"""The smaller forms of the workplace: a decision, a request, an answer, an assessment, a closing day."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.design.forms import DateInput
from balss.plan.models import Assessment, Plan, ReportingPeriod


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason for returning it"),
        help_text=_("What is missing or unclear, and what to do. The institution reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RequestForm(forms.Form):
    """`groups` are the candidates by group, see `queries.asking`: a group that is not chosen is left out as a whole."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text of the request"), widget=forms.Textarea(attrs={"rows": 10}))
    period = forms.ModelChoiceField(
        label=pgettext_lazy("reporting", "Period"),
        help_text=_("What is to be reported on. Without a period every report sent from now on counts as an answer."),
        queryset=ReportingPeriod.objects.none(),
        required=False,
        empty_label=_("No period: the state of today"),
    )
    answer_by_date = forms.DateField(label=_("Answer by"), widget=DateInput)

    def __init__(self, *args: Any, plan: Plan, periods: Iterable[ReportingPeriod], **options: Any) -> None:
        super().__init__(*args, **options)
        period = self.fields["period"]
        assert isinstance(period, forms.ModelChoiceField)  # noqa: S101  (declared above)
        period.queryset = plan.periods.filter(pk__in=[each.pk for each in periods])


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("Answer in words"),
        help_text=_("For example that there is nothing to report since the last time, and why."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AssessmentForm(forms.Form):
    completion = forms.ChoiceField(
        label=_("How far the measure has come"),
        choices=Assessment.Completion.choices,
        widget=forms.RadioSelect,
    )
    as_of_date = forms.DateField(label=_("As of"), help_text=_("The day up to which you judged."), widget=DateInput)
    text = forms.CharField(
        label=_("Reasons"),
        help_text=_("On what evidence the judgement rests, and what is missing. It is published with it."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class EditionForm(forms.Form):
    """A document of a plan. What it is and whether it can be read is told by its content, when it is read."""

    document = forms.FileField(
        label=_("Document of the plan"),
        help_text=_(
            "The published plan as text (UTF-8) or Word (.docx), a plan file (JSON or YAML), or the definition file of "
            "another country's tracker; at most 20 MB. First you see what it changes; nothing is written until you "
            "apply it."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx,.json,.yaml,.yml"}),
        allow_empty_file=True,
    )
    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        label=_("Country"),
        help_text=_("Two letters, such as EE; only for a file that does not name its country."),
        required=False,
        strip=True,
        error_messages={"invalid": _("Give two letters, such as EE.")},
    )


class ClosingDateForm(forms.Form):
    closes_date = forms.DateField(
        label=_("Last day for reports"),
        help_text=_("After it only corrections are taken. Empty: without end."),
        widget=DateInput,
        required=False,
    )
