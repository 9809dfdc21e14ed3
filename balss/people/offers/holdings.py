"""What this room holds about people.

Grounds for keeping are named as the law does: Regulation (EU) 2016/679 (GDPR), Article 17(3)(b), leaves erasure aside
where a legal obligation asks for keeping, and Arhīvu likums, Section 4, with Cabinet Regulation No. 282 of 2024 obliges
institutions to keep the records of what they did for the periods of their file plans.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from balss.people.models import Account, Claim, CodeHash, Invitation, Person, RoleGrant, Session, SignIn
from balss.shared.personal_data import Duty, Holding, Retention, holdings

NUMBER = "a number that says nothing by itself"
LINK = "points to a row that says nothing once the account is erased"
RECORD = "the public record that a role was held; says nothing about a person once the holder's name is erased"


def role_record_ends(grant: RoleGrant) -> datetime | None:
    """At least the years of the file plan after the role ended; without a known number no end."""
    if settings.ROLE_RECORD_YEARS is None or grant.ends_at is None:
        return None
    return grant.ends_at + timedelta(days=366 * settings.ROLE_RECORD_YEARS)


holdings.pin(
    Holding(
        Person,
        _("Who you are"),
        rows=lambda subject: Person.objects.filter(pk__in=subject.person_ids),
        exported=("name", "created_at", "merged_at"),
        erased={"name": "", "erased_at": lambda person, now: now},
        exempt={
            "id": NUMBER,
            "created_at": "a day; says nothing once the name is erased",
            "merged_into": LINK,
            "merged_at": "a day; says nothing once the name is erased",
        },
    ),
    Holding(
        Account,
        _("Your account"),
        rows=lambda subject: Account.objects.filter(pk__in=subject.account_ids),
        exported=("email", "language", "public_id", "created_at", "last_login", "is_active"),
        erased={
            "email": lambda account, now: f"{account.public_id}@erased.invalid",
            "password": "!",
            "last_login": None,
            "language": "lv",
            "is_active": False,
            "erased_at": lambda account, now: now,
        },
        exempt={
            "id": NUMBER,
            "person": LINK,
            "public_id": "the random name that the public ledger shows; leads nowhere once the rest is erased",
            "created_at": "a day; says nothing once the address is erased",
            "is_demo": "whether the account is for demonstration",
        },
    ),
    Holding(
        Claim,
        _("What others vouched for about you"),
        rows=lambda subject: Claim.objects.filter(person__in=subject.person_ids),
        exported=("kind", "value", "source", "level", "obtained_at", "expires_at"),
        deletes_rows=True,
        retention=Retention(
            "expires_at", timedelta(days=30), _("What others vouched for about you: %(days)d days after it expires")
        ),
    ),
    Holding(
        CodeHash,
        _("The keyed hash of your personal code"),
        rows=lambda subject: CodeHash.objects.filter(person__in=subject.person_ids),
        exported=("digest", "obtained_at"),
        deletes_rows=True,
    ),
    Holding(
        Session,
        _("Browsers you are signed in with"),
        rows=lambda subject: Session.objects.filter(account__in=subject.account_ids),
        exported=("expire_date",),
        deletes_rows=True,
        retention=Retention("expire_date", timedelta(0), _("That a browser is signed in: until the session ends")),
    ),
    Holding(
        SignIn,
        _("When you signed in"),
        rows=lambda subject: SignIn.objects.filter(account__in=subject.account_ids),
        exported=("signed_in_at", "method", "second_factor"),
        deletes_rows=True,
        retention=Retention("signed_in_at", timedelta(days=90), _("When you signed in: %(days)d days")),
    ),
    Holding(
        RoleGrant,
        _("Roles you hold or held"),
        rows=lambda subject: RoleGrant.objects.filter(account__in=subject.account_ids).select_related("institution"),
        exported=(
            "holder",
            "role",
            "institution",
            "scope",
            "starts_at",
            "ends_at",
            "granted_by",
            "granted_at",
            "ended_by",
        ),
        erased={"holder": ""},
        exempt={
            "id": NUMBER,
            "account": LINK,
            **dict.fromkeys(("role", "institution", "scope", "starts_at", "ends_at", "deputises_for"), RECORD),
            **dict.fromkeys(("granted_by", "granted_at", "ended_by"), RECORD),
        },
        duty=Duty(
            _(
                "Archives Law (Arhīvu likums), Section 4, and the file plan of the institution; "
                "General Data Protection Regulation, Article 17(3)(b)"
            ),
            role_record_ends,
        ),
        retention=Retention(  # as soon as the duty allows
            "ends_at", timedelta(0), _("Who held which role at an institution: as long as its file plan says")
        ),
    ),
    Holding(
        Invitation,
        _("Invitations to your address"),
        rows=lambda subject: Invitation.objects.filter(email__in=subject.emails).select_related("institution"),
        exported=("email", "role", "institution", "scope", "created_at", "expires_at", "accepted_at", "withdrawn_at"),
        deletes_rows=True,
        retention=Retention(
            "expires_at",
            timedelta(days=90),
            _("An invitation and the address that it was sent to: %(days)d days after it ends"),
        ),
    ),
)
