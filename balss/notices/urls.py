from django.urls import URLPattern, URLResolver, path

from balss.notices.views import following, outbox

app_name = "notices"

urlpatterns: list[URLPattern | URLResolver] = [
    path("izejosas/", outbox.outbox, name="outbox"),
    path("izejosas/<int:notice_id>/", outbox.retry, name="retry"),
    path("demonstracija/", outbox.demonstration_letters, name="demonstration_letters"),
    path("sekot/", following.follow, name="follow"),
    path("sekot/nosutits/", following.asked, name="asked"),
    path("sekot/apstiprinat/<str:link>/", following.confirm, name="confirm"),
    path("sekot/mani/", following.own, name="own"),
    path("sekot/mani/mainit/", following.change, name="change"),
    path("sekot/mani/<str:link>/", following.own_by_link, name="own_by_link"),
    path("sekot/mani/<str:link>/mainit/", following.change, name="change_by_link"),
    path("sekot/atteikties/<str:link>/", following.leave_all, name="leave_all"),
]
