"""Pages and data that everybody may see, and a guest's own page."""

from django.urls import URLPattern, path

from balss.events.feeds import calendar, news
from balss.events.views import downloads, event, listing, ticket

urlpatterns: list[URLPattern] = [
    path("", listing.events, name="events"),
    path("kalendars/", listing.month, name="month"),
    path("kalendars/<int:year>/<int:number>/", listing.month, name="month_of"),
    path("mani/", ticket.own, name="own"),
    path("dati/", downloads.data, name="data"),
    path("dati/notikumi.csv", downloads.events_csv, name="events_csv"),
    path("dati/notikumi.json", downloads.events_json, name="events_json"),
    path("dati/notikumi.ics", calendar.all_events, name="events_ics"),
    path("dati/notikumi.atom", news.news, name="events_atom"),
    path("pieteikums/<str:link>/", ticket.ticket, name="ticket"),
    path("pieteikums/<str:link>/apstiprinat/", ticket.confirm, name="confirm"),
    path("pieteikums/<str:link>/atcelt/", ticket.cancel, name="cancel_ticket"),
    path("pieteikums/<str:link>/notikums.ics", calendar.by_ticket, name="ticket_ics"),
    path("<slug:slug>/", event.event, name="event"),
    path("<slug:slug>/pieteikties/", event.register, name="register"),
    path("<slug:slug>/pieteikties/<uuid:public_id>/atcelt/", event.cancel_own, name="cancel_own"),
    path("<slug:slug>.ics", calendar.one_event, name="event_ics"),
    path("<slug:slug>.json", event.event_json, name="event_json"),
]
