"""What other rooms and views ask about people."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from balss.people.models import ROLE_NAMES, Account, Claim, Invitation, Person, RoleGrant, SignIn
from balss.places.models import Institution
from balss.places.queries import successor_on
from balss.shared.handovers import Told
from balss.shared.permissions import ANONYMOUS, Actor, Grant, Role, can
from balss.shared.personal_data import Subject

PRIVATELY = 0  # the choice to act in no role, where a grant's key would stand


def actor_of(user: AbstractBaseUser | AnonymousUser, *, grant: Grant | None = None) -> Actor:
    """The account as an actor, in one role or privately; ANONYMOUS for nobody."""
    if not isinstance(user, Account):
        return ANONYMOUS
    return Actor(public_id=user.public_id, account_id=user.pk, person_id=user.person_id, grant=grant)


def roles_in_force(account: Account, now: datetime) -> list[RoleGrant]:
    """What the account may act as now, by institution and role; with the institutions and their names."""
    grants = account.role_grants.in_force(now).select_related("institution", "deputises_for__account__person")
    return list(grants.prefetch_related("institution__names"))


def chosen_role(grants: list[RoleGrant], choice: int | None) -> RoleGrant | None:
    """The role acted in: the chosen one if it is in force; without a choice the only one there is; else none."""
    if choice is None:
        return grants[0] if len(grants) == 1 else None
    return next((grant for grant in grants if grant.pk == choice), None)


def actor_who_can(account: Account, action: str, obj: object, now: datetime) -> Actor | None:
    """The account in the first of its roles that allows the action, None when no role does."""
    actors = [actor_of(account, grant=grant.as_grant) for grant in roles_in_force(account, now)]
    return next((actor for actor in actors if account.may_sign_in and can(actor, action, obj, now)), None)


def works_for(actor: Actor, institution: Institution | None, now: datetime, *, role: Role = Role.OFFICIAL) -> bool:
    """Whether the actor acts in the role at the institution, or at the one that has taken it over by now."""
    if institution is None or not actor.holds(role):
        return False
    return actor.holds(role, institution_id=successor_on(institution, on=timezone.localdate(now)).pk)


def is_same_person(actor: Actor, public_id: str) -> bool:
    """Whether the account of this public name is the actor's, or belongs to the same person."""
    if actor.public_id == public_id:
        return True
    if actor.person_id is None:
        return False
    known = Person.objects.filter(pk=actor.person_id).first()
    return (
        known is not None
        and Account.objects.filter(public_id=public_id, person__in=Person.objects.one_with(known)).exists()
    )


@dataclass(frozen=True)
class AccountOverview:
    """What an account's own page shows beside its name."""

    claims: list[Claim]
    sign_ins: list[SignIn]
    invitations: list[Invitation]
    second_step: bool
    linked: int


def account_overview(account: Account, now: datetime) -> AccountOverview:
    verified = EmailAddress.objects.filter(user=account, verified=True).values("email")
    invitations = Invitation.objects.open(now).filter(email__in=verified).select_related("institution")
    return AccountOverview(
        claims=list(account.person.claims.valid_at(now)),
        sign_ins=list(account.sign_ins.all()[:5]),
        invitations=list(invitations.prefetch_related("institution__names")),
        second_step=Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists(),
        linked=SocialAccount.objects.filter(user=account).count(),
    )


def staff_of(institution: Institution, now: datetime) -> list[RoleGrant]:
    """Who holds a role at an institution, or will, by name; a deputy after those with a role of their own."""
    grants = RoleGrant.objects.not_over(now).filter(institution=institution)
    return list(
        grants.select_related("account__person", "deputises_for__account__person").order_by(
            F("deputises_for").asc(nulls_first=True),
            "account__person__name",
            "account__email",
            "role",
            "starts_at",
            "pk",
        )
    )


def staff_accounts(institution: Institution, now: datetime) -> QuerySet[Account]:
    """Accounts that hold a role at an institution now, by name."""
    grants = RoleGrant.objects.in_force(now).filter(institution=institution)
    accounts = Account.objects.filter(pk__in=grants.values("account")).select_related("person")
    return accounts.order_by("person__name", "email")


def staffed_institutions(now: datetime) -> QuerySet[Institution]:
    """Every body, with the number of roles held there now (`roles`), by code."""
    held = Q(role_grants__in=RoleGrant.objects.in_force(now))
    bodies = Institution.objects.bodies().annotate(roles=Count("role_grants", filter=held))
    return bodies.prefetch_related("names").order_by("code")


def roles_told_of(institution: Institution, successor: Institution | None, day: date) -> Told:
    """How many hold which role at an institution that ends: nobody's passes on, for who works for the successor is
    its own administrator's to say. Names are left out: whoever merges institutions need not know them."""
    eve = timezone.make_aware(datetime.combine(day - timedelta(days=1), time.max))
    counts = Counter(RoleGrant.objects.not_over(eve).filter(institution=institution).values_list("role", flat=True))
    if not counts:
        return Told()
    lines = [f"{ROLE_NAMES[Role(role)]}: {number}" for role, number in sorted(counts.items())]
    if successor:
        lines.append(_("The administrator of the successor gives them roles there."))
    return Told([], lines)


def administrators_of(institution: Institution, now: datetime) -> list[Account]:
    """Whom to ask for a role at an institution."""
    grants = RoleGrant.objects.in_force(now).filter(institution=institution, role=Role.INSTITUTION_ADMIN.value)
    return list(Account.objects.filter(role_grants__in=grants).select_related("person").distinct().order_by("pk"))


def subject_of(person: Person) -> Subject:
    """Every name by which the rooms know a person."""
    persons = Person.objects.one_with(person)
    accounts = Account.objects.filter(person__in=persons)
    return Subject(
        person_ids=frozenset(persons.values_list("pk", flat=True)),
        account_ids=frozenset(account.pk for account in accounts),
        public_ids=frozenset(account.public_id for account in accounts),
        emails=frozenset(account.email for account in accounts),
    )


def verified_claim(person: Person, kind: Claim.Kind, now: datetime, *, at_least: Claim.Level) -> Claim | None:
    """The surest claim of a kind that is valid now, the newest of equals; None below the level asked for."""
    levels = list(Claim.Level)
    enough = levels[levels.index(at_least) :]
    claims = person.claims.valid_at(now).filter(kind=kind, level__in=enough)
    return max(claims, key=lambda claim: (levels.index(Claim.Level(claim.level)), claim.obtained_at), default=None)


def verified_age(person: Person, now: datetime, *, at_least: Claim.Level = Claim.Level.LOW) -> int | None:
    """Whole years on the day of `now` in Riga, if somebody vouches for the date of birth.

    Who was born on 29 February is a year older from 1 March in other years.
    """
    claim = verified_claim(person, Claim.Kind.BIRTH_DATE, now, at_least=at_least)
    if claim is None:
        return None
    born, today = date.fromisoformat(claim.value), timezone.localdate(now)
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
