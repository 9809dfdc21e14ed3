"""Addresses of the room, below /balsosana/."""

from django.urls import path

from balss.voting import views

app_name = "voting"
urlpatterns = [
    path("<uuid:election_id>/", views.ballot, name="ballot"),
    path("<uuid:election_id>/mainit/", views.change, name="change"),
    path("<uuid:election_id>/apliecinajums/", views.check, name="check"),
    path("<uuid:election_id>/tiesibas/", views.right, name="right"),
    path("<uuid:election_id>/urna/", views.put_in_box, name="box"),
    path("<uuid:election_id>/urna.json", views.box_data, name="box_data"),
    path("<uuid:election_id>/velesanas.json", views.election_data, name="election_data"),
]
