"""Municipalities by planning region, with their towns and parishes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.places.forms import PlaceForm
from balss.places.models import ReferenceFile
from balss.places.queries import regions_on
from balss.shared.http import Request


@require_safe
def municipalities(request: Request) -> HttpResponse:
    """`?q=` narrows to municipalities with that name, or with a town or parish of that name."""
    day = timezone.localdate(request.now)
    form = PlaceForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    regions = regions_on(day, words=words)
    context = {
        "day": day,
        "form": form,
        "edition": ReferenceFile.objects.filter(name="territories.csv").first(),
        "words": words,
        "regions": regions,
        "count": sum(len(region.areas) for region in regions),
    }
    return render(request, "places/municipalities.html", context)
