"""Who may ask for what below /zinas/."""

from balss.notices.models import AddressList, Consent, Contact, News, Notice, StoppedFollowing
from balss.notices.services.feed_links import new_feed_link
from balss.notices.services.following import CONFIRMATION, Asked, Own, Wishes, confirm
from balss.notices.services.happenings import happened, sequence
from balss.notices.services.lists import link_of as contact_link
from balss.notices.services.own import link_of, stopped_link
from balss.people.models import Account, Person
from balss.shared.permissions import ANONYMOUS
from tests.safety.addresses import EVERYBODY, NOBODY, SIGN_IN, SIGNED_IN, Visitor, acts, all_get, forms, only, reads
from tests.safety.world import World

ADDRESSES = [
    *reads(EVERYBODY, "/zinas/demonstracija/"),  # in production there is no such page: tests/notices
    *reads(only(Visitor.ADMINISTRATOR), "/zinas/izejosas/"),
    *acts(only(Visitor.ADMINISTRATOR, get=302), "/zinas/izejosas/{notice}/"),
    *reads(only(Visitor.ADMINISTRATOR), "/zinas/izejosas/atgrieztas/"),
    *acts(only(Visitor.ADMINISTRATOR), "/zinas/izejosas/apturet/"),
    *acts(only(Visitor.ADMINISTRATOR, get=302), "/zinas/izejosas/turpinat/"),
    # a pause is ended by whom the address belongs to
    *acts(NOBODY, "/zinas/sekot/mani/atsakt/"),
    *acts(all_get(302), "/zinas/sekot/mani/{following}/atsakt/"),
    # following: who has the signed link, or the account; nobody else changes anything
    *forms(EVERYBODY, "/zinas/sekot/", "/zinas/sekot/?ko=places.institution:{own}"),
    *reads(EVERYBODY, "/zinas/sekot/nosutits/"),
    *forms(EVERYBODY, "/zinas/sekot/apstiprinat/{confirmation}/", post=302),
    *reads(SIGNED_IN, "/zinas/sekot/mani/", post=all_get(405, anonymous=SIGN_IN)),
    *acts(NOBODY, "/zinas/sekot/mani/mainit/", get=NOBODY),
    *reads(EVERYBODY, "/zinas/sekot/mani/{following}/"),
    *acts(EVERYBODY, "/zinas/sekot/mani/{following}/mainit/", get=all_get(302)),
    *forms(EVERYBODY, "/zinas/sekot/atteikties/{following}/"),
    # taking the stop of everything back: the account, or who has the link of the page; others are told that it is over
    *acts(all_get(302), "/zinas/sekot/atsakt/", "/zinas/sekot/atsakt/{stopped}/"),
    # official e-address: one's own, and for the institution's people
    *forms(SIGNED_IN, "/zinas/e-adrese/"),
    *acts(all_get(403, anonymous=SIGN_IN), "/zinas/e-adrese/{consent}/atsaukt/"),
    *forms(
        only(Visitor.OFFICIAL, Visitor.INSTITUTION_ADMIN, Visitor.ADMINISTRATOR),
        "/zinas/e-adrese/iestade/{own}/",
        sent=only(Visitor.INSTITUTION_ADMIN, get=302),
    ),
    # lists and news of an institution: its officials; leaving by the signed link
    *reads(only(Visitor.OFFICIAL, Visitor.OTHER_OFFICIAL), "/zinas/darbs/"),
    *forms(
        only(Visitor.OFFICIAL, Visitor.OTHER_OFFICIAL),
        "/zinas/darbs/saraksti/jauns/",
        "/zinas/darbs/jaunumi/jauns/",
        post=422,
    ),
    *forms(
        only(Visitor.OFFICIAL), "/zinas/darbs/saraksti/{address_list}/", "/zinas/darbs/jaunumi/{news}/mainit/", post=422
    ),
    *reads(only(Visitor.OFFICIAL), "/zinas/darbs/jaunumi/{news}/"),
    *acts(
        only(Visitor.OFFICIAL, get=302),
        "/zinas/darbs/saraksti/{address_list}/darit/",
        "/zinas/darbs/jaunumi/{news}/darit/",
    ),
    *forms(EVERYBODY, "/zinas/saraksti/atteikties/{contact}/"),
    *reads(EVERYBODY, "/zinas/institucijas/{sent_news}/"),
    # feeds: public ones, and secret ones for who has the address
    *reads(EVERYBODY, "/zinas/plusmas/"),
    *reads(
        EVERYBODY, "/zinas/plusma.atom?ko=places.institution:{own}", "/zinas/plusma.ics?ko=places.institution:{own}"
    ),
    *reads(EVERYBODY, "/zinas/plusma/{feed}.atom", "/zinas/plusma/{feed}.ics"),
    *acts(NOBODY, "/zinas/sekot/mani/plusmas/"),
    *acts(EVERYBODY, "/zinas/sekot/mani/{following}/plusmas/", thing="places.institution:{own}"),
]


def furnish(world: World) -> None:
    notice = Notice.objects.create(
        kind="plan.report_returned",
        language="lv",
        to="anna@example.lv",
        subject=world.hostile("notice.subject"),
        text=world.hostile("notice.text", lines=True),
        html=world.hostile("notice.html", lines=True),
        last_error=world.hostile("notice.last_error"),
        state="failed",
        created_at=world.now,
        next_try_at=world.now,
        finished_at=world.now,
    )
    world.names["notice"] = notice.pk
    consent = Consent.objects.create(
        person=Person.objects.create(name="Anna"), institution=world.own, sealed="c2VhbGVk", given_at=world.now
    )
    world.names["consent"] = consent.pk
    thing = ("places.institution", str(world.names["own"]))
    asked = Asked("sekotaja@example.lv", [thing], Wishes())
    follower = confirm(asked=asked, now=world.now)
    world.names["following"] = link_of(follower)
    own = Own(follower, has_link=True)
    world.names["feed"] = new_feed_link(own=own, thing=None, by=ANONYMOUS, now=world.now)
    world.names["confirmation"] = CONFIRMATION.sign_object([asked.email, [thing], "weekly", 0, "lv"], compress=True)
    quitter = Account.objects.create(person=Person.objects.create(name="Zane"), email="beidza@example.lv")
    kept = {"wishes": ["weekly", 0, "lv"], "position": 0, "deadlines_told": None, "things": [[*thing, 0]]}
    stopped = StoppedFollowing.objects.create(account=quitter, kept=kept, stopped_at=world.now)
    world.names["stopped"] = stopped_link(stopped)
    happened(
        "events.event_held",
        about=thing,
        title={"lv": world.hostile("happening.title")},
        address="/notikumi/",
        now=world.now,
    )
    sequence()
    _furnish_lists(world)


def _furnish_lists(world: World) -> None:
    held = AddressList.objects.create(
        institution=world.own,
        title=world.hostile("list.title"),
        kind="clients",
        ground="consent",
        ground_words=world.hostile("list.ground_words", lines=True),
        consent_given=world.hostile("list.consent_given"),
        created_by="o",
        created_at=world.now,
    )
    contact = Contact.objects.create(
        address_list=held, email="kliente@example.lv", read_by="o", read_at=world.now, taken_at=world.now
    )
    words = {"institution": world.own, "author": "o", "changed_at": world.now, "to_followers": True}
    draft = News.objects.create(title=world.hostile("news.title"), text=world.hostile("news.text", lines=True), **words)
    draft.lists.add(held)
    sent = News.objects.create(
        title=world.hostile("sent_news.title"),
        text=world.hostile("sent_news.text", lines=True),
        state=News.State.SENT,
        approved_by="p",
        leaves_at=world.now,
        sent_at=world.now,
        **words,
    )
    world.names |= {"address_list": held.pk, "news": draft.pk, "sent_news": sent.pk, "contact": contact_link(contact)}
