"""What the page shell knows without asking the database."""

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    return {"demonstration": not settings.PRODUCTION, "origin": settings.ORIGIN}
