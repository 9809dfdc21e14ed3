"""Leaving: one press ends all letters of an institution to an address, and the address is forgotten at once.

GDPR, Articles 7(3) and 21(2)–(3): withdrawing is as easy as can be, needs no reason and takes effect at once.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.crypto import salted_hmac

from balss.notices.models import AddressList, Contact, LeftAddress, News, Notice, NoticeState, Subscription
from balss.notices.services.outbox import letter_digest
from balss.notices.services.pausing import followers_at
from balss.places.models import Institution
from balss.shared.permissions import Actor, require

LEAVING = Signer(salt="notices.contact")
LISTED, NEWS = "notices.listed", "notices.institution_news"


@dataclass(frozen=True)
class HeldLink:
    """An address on a list in the hands of whoever has the link that was sent to it; `news_id`: in which letter."""

    contact: Contact
    news_id: int | None = None


def link_of(contact: Contact, news: News | None = None) -> str:
    return LEAVING.sign(f"{contact.secret}-{news.pk}" if news else contact.secret)


def held_link_of(link: str) -> HeldLink | None:
    """Whose link it is; None for what we have not signed, or who has left."""
    try:
        secret, _dash, news_id = LEAVING.unsign(link).partition("-")
    except BadSignature:
        return None
    found = Contact.objects.select_related("address_list__institution").filter(secret=secret).first()
    return HeldLink(found, int(news_id) if news_id else None) if found else None


@transaction.atomic
def leave(*, held: HeldLink, by: Actor, now: datetime) -> None:
    """End all letters of the institution to this address, which follows it no more. Again is no harm.

    Raises NotAllowed."""
    require(by, "notices.leave_lists", held, now)
    news = News.objects.filter(pk=held.news_id).first() if held.news_id else None
    institution, email = held.contact.address_list.institution, held.contact.email
    _forget(institution, email, news, now)
    Subscription.objects.filter(
        follower__in=followers_at(email), kind="places.institution", key=institution.slug
    ).delete()


@transaction.atomic
def take_off(*, address_list: AddressList, email: str, by: Actor, now: datetime) -> bool:
    """The same for who asked an official for it; False where the address was on none of the institution's lists.

    It is noted as left in any case, so that no file brings it. What somebody follows of their own accord stays: no
    official can end that. Raises NotAllowed.
    """
    institution = address_list.institution
    require(by, "notices.keep_lists", institution, now)
    return _forget(institution, email.strip().lower(), None, now)


def _forget(institution: Institution, email: str, news: News | None, now: datetime) -> bool:
    """Letters to it that still wait are drawn back."""
    locked_lists(institution)
    was_there = Contact.objects.select_related("address_list").filter(
        address_list__institution=institution, email=email
    )
    LeftAddress.objects.get_or_create(
        institution=institution, digest=left_digest(institution.pk, email), defaults={"left_at": now, "news": news}
    )
    for contact in was_there:
        _draw_back(contact, now)
    return bool(was_there.delete()[0])


def left_digest(institution_id: int, email: str) -> str:
    """What an address that has left is recognised by, at one institution."""
    return salted_hmac("address that left", f"{institution_id}\0{email}", algorithm="sha256").hexdigest()


def locked_lists(institution: Institution) -> list[AddressList]:
    """The institution's lists, held until the transaction ends: nobody fills, leaves or writes to them meanwhile."""
    return list(AddressList.objects.select_for_update().filter(institution=institution).order_by("pk"))


def _draw_back(contact: Contact, now: datetime) -> None:
    """What was not sent is never sent; of what was sent, address and words are forgotten now and not weeks later."""
    sent = News.objects.filter(institution=contact.address_list.institution_id, state=News.State.SENT)
    digests = [letter_digest(NEWS, contact.email, str(pk)) for pk in sent.values_list("pk", flat=True)]
    letters = Notice.objects.filter(dedupe_digest__in=[contact.letter_digest, *digests])
    letters.exclude(state=NoticeState.SENT).delete()
    letters.update(to="", subject="", text="", html="", leave_path="", last_error="", erased_at=now)
