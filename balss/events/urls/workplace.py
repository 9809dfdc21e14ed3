"""Addresses of officials, below /notikumi/darbs/."""

from django.urls import URLPattern, path

from balss.events.views.workplace import closing, desk, editing, overview, programme, steps

urlpatterns: list[URLPattern] = [
    path("", overview.overview, name="workplace"),
    path("jauns/", editing.new_event, name="new_event"),
    path("<slug:slug>/", overview.manage, name="manage"),
    path("<slug:slug>/labot/", editing.edit_event, name="edit_event"),
    path("<slug:slug>/izmest/", editing.discard, name="discard_draft"),
    path("<slug:slug>/programma/", programme.programme, name="programme"),
    path("<slug:slug>/programma/<int:item_id>/", programme.item, name="programme_item"),
    path("<slug:slug>/programma/<int:item_id>/nonemt/", programme.remove, name="remove_item"),
    path("<slug:slug>/izsludinat/", steps.publish, name="publish"),
    path("<slug:slug>/parcelt/", steps.move, name="move"),
    path("<slug:slug>/atcelt/", steps.cancel, name="cancel"),
    path("<slug:slug>/materiali/", steps.materials, name="materials"),
    path("<slug:slug>/materiali/<uuid:public_id>/nonemt/", steps.remove_material, name="remove_material"),
    path("<slug:slug>/pieteikumi/", desk.registrations, name="registrations"),
    path("<slug:slug>/pieteikumi/<uuid:public_id>/", desk.mark, name="mark"),
    path("<slug:slug>/saraksts/", desk.check_in_list, name="check_in_list"),
    path("<slug:slug>/saraksts.pdf", desk.check_in_pdf, name="check_in_pdf"),
    path("<slug:slug>/slegt/", closing.close, name="close"),
    path("<slug:slug>/atvert/", closing.reopen, name="reopen"),
]
