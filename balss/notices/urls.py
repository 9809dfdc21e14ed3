from django.urls import URLPattern, URLResolver, path

from balss.notices.feeds import reading
from balss.notices.views import feed_links, following, listed, official, outbox, own, paused, returns
from balss.notices.views.workplace import lists, news, overview

app_name = "notices"

urlpatterns: list[URLPattern | URLResolver] = [
    path("izejosas/", outbox.outbox, name="outbox"),
    path("izejosas/<int:notice_id>/", outbox.retry, name="retry"),
    path("izejosas/atgrieztas/", returns.returns, name="returns"),
    path("izejosas/apturet/", outbox.stop, name="stop"),
    path("izejosas/turpinat/", outbox.go_on, name="go_on"),
    path("demonstracija/", outbox.demonstration_letters, name="demonstration_letters"),
    path("e-adrese/", official.own, name="official"),
    path("e-adrese/<int:consent_id>/atsaukt/", official.withdraw, name="withdraw_official"),
    path("e-adrese/iestade/<slug:slug>/", official.gateway, name="gateway"),
    path("sekot/", following.follow, name="follow"),
    path("sekot/nosutits/", following.asked, name="asked"),
    path("sekot/apstiprinat/<str:link>/", following.confirm, name="confirm"),
    path("sekot/mani/", own.own_by_account, name="own"),
    path("sekot/mani/mainit/", own.change, name="change"),
    path("sekot/mani/atsakt/", paused.resume, name="resume"),
    path("sekot/mani/plusmas/", feed_links.change_feed_links, name="feed_links"),
    path("sekot/mani/<str:link>/", own.own_by_link, name="own_by_link"),
    path("sekot/mani/<str:link>/mainit/", own.change, name="change_by_link"),
    path("sekot/mani/<str:link>/atsakt/", paused.resume, name="resume_by_link"),
    path("sekot/mani/<str:link>/plusmas/", feed_links.change_feed_links, name="feed_links_by_link"),
    path("sekot/atsakt/", own.resume_all, name="resume_all"),
    path("sekot/atsakt/<str:link>/", own.resume_all, name="resume_all_by_link"),
    path("sekot/atteikties/<str:link>/", own.leave_all, name="leave_all"),
    path("saraksti/atteikties/<str:link>/", listed.leave_list, name="leave_list"),
    path("institucijas/<int:news_id>/", listed.institution_news, name="institution_news"),
    path("darbs/", overview.overview, name="workplace"),
    path("darbs/saraksti/jauns/", lists.new_list, name="new_list"),
    path("darbs/saraksti/<int:list_id>/", lists.list_page, name="list"),
    path("darbs/saraksti/<int:list_id>/darit/", lists.list_deed, name="list_deed"),
    path("darbs/jaunumi/jauns/", news.new_news, name="new_news"),
    path("darbs/jaunumi/<int:news_id>/", news.news_page, name="news"),
    path("darbs/jaunumi/<int:news_id>/mainit/", news.change_news, name="change_news"),
    path("darbs/jaunumi/<int:news_id>/darit/", news.news_deed, name="news_deed"),
    path("plusmas/", feed_links.feeds, name="feeds"),
    path("plusma.atom", reading.public_atom, name="public_atom"),
    path("plusma.ics", reading.public_ics, name="public_ics"),
    path("plusma/<str:secret>.atom", reading.own_atom, name="own_atom"),
    path("plusma/<str:secret>.ics", reading.own_ics, name="own_ics"),
]
