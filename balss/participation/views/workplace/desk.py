"""The first page of an official: processes and opportunities of the own institution, and what needs doing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.participation.queries.desk import desk_of
from balss.participation.views.workplace.own import own_institution
from balss.shared.http import Request


@require_safe
def desk(request: Request) -> HttpResponse:
    institution = own_institution(request)
    context = {
        "institution": institution,
        "today": timezone.localdate(request.now),
        "desk": desk_of(institution, request.now),
    }
    return render(request, "participation/workplace/desk.html", context)
