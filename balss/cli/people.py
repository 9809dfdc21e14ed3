"""Give the first roles.

grant  give the account with an e-mail address a role (administrator, coordinator, institution_admin, official,
       helper, reviewer), where needed --at an institution; the first administrator comes into being so
"""

import argparse
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    grant = parts.add_parser("grant", help="give an account a role")
    grant.add_argument("email", help="the address that the account signs in with")
    grant.add_argument("role", help="administrator, coordinator, institution_admin, official, helper or reviewer")
    grant.add_argument("--at", metavar="CODE", help="the institution's code, for example VK")
    grant.set_defaults(act=_grant)


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    code: int = args.act(args)
    return code


def _grant(args: argparse.Namespace) -> int:
    from django.db import IntegrityError
    from django.utils import timezone

    from balss.people.models import Account
    from balss.people.services.roles import RoleAlreadyHeld, grant_role
    from balss.places.queries import institution_by_code
    from balss.shared.permissions import SYSTEM, Role

    if args.role not in list(Role):
        return _refuse(f"There is no role “{args.role}”. There are: {', '.join(Role)}.")
    institution = institution_by_code(args.at) if args.at else None
    if args.at and institution is None:
        return _refuse(f"There is no institution with the code “{args.at}”.")
    account = Account.objects.filter(email=args.email.lower()).first()
    if account is None:
        return _refuse(f"Nobody signs in with {args.email}. Let them create an account first.")
    try:
        grant_role(account=account, role=Role(args.role), institution=institution, by=SYSTEM, now=timezone.now())
    except RoleAlreadyHeld:
        return _refuse(f"{args.email} holds this role already.")
    except IntegrityError:
        return _refuse(
            f"The role “{args.role}” {'has no institution' if args.at else 'needs an institution: --at CODE'}."
        )
    print(f"{args.email}: {args.role}{f' at {args.at}' if args.at else ''}")
    return 0


def _refuse(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
