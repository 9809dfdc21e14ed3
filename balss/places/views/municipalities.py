"""Finding one's place by its name, and municipalities by planning region, with their towns and parishes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balss.places.forms import PlaceForm
from balss.places.models import ReferenceFile
from balss.places.queries import places_called, regions_on
from balss.shared.http import Request


@require_safe
def municipalities(request: Request) -> HttpResponse:
    """All of them; with `?q=` the places that are called so instead, in any form of the name."""
    day = timezone.localdate(request.now)
    form = PlaceForm(request.GET)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    context = {
        "day": day,
        "form": form,
        "edition": ReferenceFile.objects.filter(name="territories.csv").first(),
        "words": words,
        "places": places_called(words, on=day) if words else [],
        "regions": [] if words else regions_on(day),
    }
    return render(request, "places/municipalities.html", context)
