"""Addresses of the workplace, below /plans/darbs/."""

from django.urls import URLPattern, path

from balss.plan.views.workplace import assessing, draft, duty, editions, overview, periods, report, requests

urlpatterns: list[URLPattern] = [
    path("", overview.overview, name="workplace"),
    path("pasakumi/<slug:plan>/<str:key>/", duty.duty, name="duty"),
    path("pasakumi/<slug:plan>/<str:key>/zinot/", duty.start, name="start_report"),
    path("parskati/pienemt/", report.accept, name="accept_reports"),
    path("parskati/<uuid:public_id>/", report.report, name="report"),
    path("parskati/<uuid:public_id>/rakstit/", draft.edit_report, name="edit_report"),
    path("parskati/<uuid:public_id>/izmest/", draft.discard, name="discard_draft"),
    path("parskati/<uuid:public_id>/arpus-perioda/", draft.outside_periods, name="take_out_of_period"),
    path("parskati/<uuid:public_id>/atsaukt/", report.withdraw, name="withdraw_report"),
    path("parskati/<uuid:public_id>/labot/", duty.correct, name="correct_report"),
    path("parskati/<uuid:public_id>/atgriezt/", report.send_back, name="return_report"),
    path("koordinators/", report.desk, name="desk"),
    path("koordinators/periodi/<slug:plan>/<slug:code>/", periods.closing_date, name="closing_date"),
    path("redakcijas/", editions.editions, name="editions"),
    path("redakcijas/<uuid:public_id>/", editions.comparison, name="edition_preview"),
    path("redakcijas/<uuid:public_id>/atmest/", editions.discard, name="discard_edition"),
    path("pieprasijumi/jauns/<slug:plan>/", requests.new_request, name="new_request"),
    path("pieprasijumi/<uuid:public_id>/", requests.information_request, name="request"),
    path("pieprasijumi/<uuid:public_id>/atgadinat/", requests.remind, name="remind_unanswered"),
    path("pieprasijumi/<uuid:public_id>/slegt/", requests.close, name="close_request"),
    path("vertejumi/", assessing.assessing, name="assessing"),
    path("vertejumi/<slug:plan>/<str:key>/", assessing.assess, name="assess"),
    path("vertejumi/<slug:plan>/<str:key>/<uuid:corrects>/labot/", assessing.assess, name="correct_assessment"),
]
