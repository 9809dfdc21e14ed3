"""Addresses of the room, below /balsosana/."""

from django.urls import path

from balss.voting import views
from balss.voting.views.workplace import desk, overview, paper, rolls

app_name = "voting"
WORK = "darbs/<uuid:election_id>/"
URN = f"{WORK}kastes/<int:number>/"
urlpatterns = [
    path("<uuid:election_id>/", views.ballot, name="ballot"),
    path("<uuid:election_id>/mainit/", views.change, name="change"),
    path("<uuid:election_id>/apliecinajums/", views.check, name="check"),
    path("<uuid:election_id>/tiesibas/", views.right, name="right"),
    path("<uuid:election_id>/urna/", views.put_in_box, name="box"),
    path("<uuid:election_id>/urna.json", views.box_data, name="box_data"),
    path("<uuid:election_id>/velesanas.json", views.election_data, name="election_data"),
    path("<uuid:election_id>/kastes/", views.urns, name="urns"),
    path("<uuid:election_id>/kastes.json", views.urns_data, name="urns_data"),
    path("<uuid:election_id>/galds/", views.at_desk, name="at_desk"),
    path("palidzet/", views.help_voters, name="help_voters"),
    path("nodot/", views.hand_over, name="hand_over"),
    path("nodots/", views.lent, name="lent"),
    path("atdot/", views.give_back, name="give_back"),
    path("darbs/", overview.elections, name="elections"),
    path(WORK, overview.work, name="work"),
    path(f"{WORK}saraksts/", rolls.send_list, name="send_list"),
    path(f"{WORK}saraksts/<uuid:upload_id>/", rolls.see_list, name="see_list"),
    path(f"{WORK}papildinajumi/", rolls.additions, name="additions"),
    path(f"{WORK}galds/", desk.serve, name="serve"),
    path(f"{WORK}balsosanas-zime.pdf", paper.blank, name="blank"),
    path(f"{WORK}kastes/", paper.new_urn, name="new_urn"),
    path(URN, paper.urn, name="urn"),
    path(f"{URN}protokols.pdf", paper.protocol, name="protocol"),
    path(f"{URN}<int:paper_number>/", paper.sheet, name="sheet"),
]
