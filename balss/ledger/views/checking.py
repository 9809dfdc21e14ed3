"""A page where anyone checks a receipt. Nothing that is handed in is kept."""

import json
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balss.core.chain.receipt import Result, Step
from balss.ledger.forms import ReceiptForm
from balss.ledger.models import Entry
from balss.ledger.queries import receipt_for
from balss.ledger.queries.checking import Check, check
from balss.shared.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def check_receipt(request: Request) -> HttpResponse:
    """`?entry=<id>` puts that entry's receipt into the form."""
    if request.method != "POST":
        form = ReceiptForm(initial={"text": _receipt_of(request.GET.get("entry", ""))})
        return render(request, "ledger/check.html", {"form": form})
    form = ReceiptForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "ledger/check.html", {"form": form}, status=422)
    checked = check(form.cleaned_data["receipt"])
    return render(request, "ledger/check.html", {"form": form, "check": checked, "answers": _answers(checked)})


def _answers(checked: Check) -> list[tuple[str, Result]]:
    """Each question of the check in plain words, and its answer."""
    return [
        (_("Is the content what was recorded?"), checked.steps[Step.CONTENT]),
        (_("Did this ledger sign the state that the receipt names?"), checked.steps[Step.SIGNATURE]),
        (_("Is the entry part of that state?"), checked.steps[Step.INCLUSION]),
        (_("Does the ledger here still hold the same entry and the same state?"), checked.today),
    ]


def _receipt_of(entry_id: str) -> str:
    try:
        entry = Entry.objects.with_parts().filter(pk=UUID(entry_id)).first()
    except ValueError:
        entry = None
    return "" if entry is None else json.dumps(receipt_for(entry), ensure_ascii=False, indent=2)
