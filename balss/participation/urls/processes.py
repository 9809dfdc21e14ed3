"""Processes and their opportunities: what everybody reads, and where officials keep them."""

from django.urls import URLPattern, path

from balss.participation.views import materials, processes
from balss.participation.views.workplace import announcing, desk, editing_opportunities, editing_processes

pages: list[URLPattern] = [
    path("procesi/<slug:slug>/", processes.process, name="process"),
    path("procesi/<slug:slug>/dati.json", processes.data, name="process_json"),
    path("iespejas/<uuid:public_id>/plakats.pdf", materials.poster, name="poster"),
]

workplace: list[URLPattern] = [
    path("", desk.desk, name="desk"),
    path("jauns-process/", editing_processes.new_process, name="new_process"),
    path("procesi/<slug:slug>/", editing_processes.keep_process, name="keep_process"),
    path("procesi/<slug:slug>/labot/", editing_processes.edit_process, name="edit_process"),
    path("procesi/<slug:slug>/posmi/", editing_processes.edit_stages, name="edit_stages"),
    path("procesi/<slug:slug>/dokumenti/", editing_processes.new_document, name="new_document"),
    path("procesi/<slug:slug>/jauna-iespeja/", editing_opportunities.new_opportunity, name="new_opportunity"),
    path("iespejas/<uuid:public_id>/", editing_opportunities.keep_opportunity, name="keep_opportunity"),
    path("iespejas/<uuid:public_id>/labot/", editing_opportunities.edit_opportunity, name="edit_opportunity"),
    path("iespejas/<uuid:public_id>/materiali/", announcing.materials, name="materials"),
    path("iespejas/<uuid:public_id>/materiali/<slug:name>.<slug:form>", announcing.material, name="material"),
]
