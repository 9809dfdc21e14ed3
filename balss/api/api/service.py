"""What this installation is, for programs that read several."""

from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Router, Schema

router = Router(tags=["service"])


class Service(Schema):
    """This installation of Balss."""

    name: str
    software_version: str = Field(description="version of Balss that runs here")
    origin: str = Field(description="address below which all pages and data stand")
    operator: str = Field(description="institution that runs it; empty where nobody has said so")
    contact: str = Field(description="e-mail address where the operator answers")
    source: str = Field(description="address of the source code; empty where it is not published")
    reads_per_minute: int = Field(description="how often one address or account may ask the API within a minute")
    demonstration: bool = Field(description="whether people and reports here are invented")


@router.get("", response=Service, summary="What this installation is")
def service(request: HttpRequest) -> Service:
    """Who runs this installation, where, and whether what it says is invented for a demonstration."""
    return Service(
        name="Balss",
        software_version=version("balss"),
        origin=settings.ORIGIN,
        operator=settings.OPERATOR,
        contact=settings.CONTACT,
        source=settings.SOURCE,
        reads_per_minute=settings.API_READS_PER_MINUTE,
        demonstration=not settings.PRODUCTION,
    )
