"""The documentation for people, and the answer where there is no operation."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from balss.api.api.root import api as root
from balss.api.queries import description
from balss.shared.api import problem
from balss.shared.http import Request


@require_safe
def documentation(request: Request) -> HttpResponse:
    """All operations with their parameters and fields, on one page that loads nothing from elsewhere."""
    return render(request, "api/documentation.html", {"api": description()})


@require_safe
def openapi(request: Request) -> HttpResponse:
    """The same for programs."""
    return JsonResponse(root.get_openapi_schema())


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    return problem(404)
