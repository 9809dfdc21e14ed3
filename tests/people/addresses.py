"""Who may ask for what below /konts/: everybody the own account, its staff an institution's administrator."""

from datetime import timedelta

from balss.people.models import Invitation, RoleGrant
from tests.safety.addresses import (
    EVERYBODY,
    NOBODY,
    PROVE,
    SIGN_IN,
    SIGNED_IN,
    Visitor,
    acts,
    all_get,
    forms,
    only,
    reads,
)
from tests.safety.world import World

ADMIN, OPERATOR = Visitor.INSTITUTION_ADMIN, Visitor.ADMINISTRATOR
READ_SIGNED_IN = all_get(405, anonymous=SIGN_IN)
PROVEN = all_get(PROVE, anonymous=SIGN_IN)
LED_ON = all_get(302, anonymous=SIGN_IN)
NOT_SIGNED_IN = all_get(302, anonymous=200)  # who is signed in already is led to the account
NOT_THERE = all_get(404, anonymous=SIGN_IN)  # nobody here has a second factor

ADDRESSES = [
    # signing in and up
    *forms(NOT_SIGNED_IN, "/konts/pieslegties/", "/konts/jauns/"),
    *forms(EVERYBODY, "/konts/parole/aizmirsta/"),
    *reads(all_get(302), "/konts/parole/aizmirsta/jauna/", post=all_get(302)),  # without a code there is nothing
    *reads(all_get(SIGN_IN), "/konts/parole/aizmirsta/kods/", "/konts/piesaistes/jauns/", post=all_get(SIGN_IN)),
    *reads(EVERYBODY, "/konts/parole/aizmirsta/gatavs/", "/konts/slegts/", "/konts/piesaistes/atcelts/"),
    *reads(all_get(401), "/konts/piesaistes/neizdevas/"),
    *reads(NOBODY, "/oidc/nav/", "/oidc/nav/atpakal/", post=NOBODY),
    *forms(all_get(200, anonymous=302), "/konts/iziet/", sent=all_get(302)),
    # the own account
    *forms(SIGNED_IN, "/konts/", "/konts/apliecinat/", "/konts/parole/"),
    *reads(SIGNED_IN, "/konts/mani-dati/", "/konts/mani-dati.json", "/konts/otrais-solis/", post=READ_SIGNED_IN),
    *forms(SIGNED_IN, "/konts/e-pasts/", post=302),
    *acts(LED_ON, "/konts/loma/", get=READ_SIGNED_IN),
    *reads(LED_ON, "/konts/e-pasts/kods/", "/konts/parole/jauna/", post=LED_ON),
    *reads(LED_ON, "/konts/otrais-solis/kods/", "/konts/otrais-solis/apliecinat/", post=LED_ON),
    *reads(
        PROVEN,
        "/konts/dzest/",
        "/konts/piesaistes/",
        "/konts/otrais-solis/ieslegt/",
        "/konts/otrais-solis/rezerves-kodi/jauni/",
        post=PROVEN,
    ),
    *reads(NOT_THERE, "/konts/otrais-solis/izslegt/", "/konts/otrais-solis/rezerves-kodi.txt", post=NOT_THERE),
    *reads(NOT_THERE, "/konts/otrais-solis/rezerves-kodi/", post=READ_SIGNED_IN),
    *forms(SIGNED_IN, "/konts/uzaicinajums/{invitation_key}/", post=302),  # the key is known to who got the letter
    # the staff of an institution
    *reads(only(OPERATOR) | {ADMIN: 302}, "/konts/darbinieki/", post=READ_SIGNED_IN),
    *reads(only(ADMIN, OPERATOR), "/konts/darbinieki/{own}/", post=READ_SIGNED_IN),
    *reads(only(OPERATOR), "/konts/darbinieki/{other}/", post=READ_SIGNED_IN),
    *forms(
        only(ADMIN, OPERATOR),
        "/konts/darbinieki/{own}/uzaicinat/",
        "/konts/darbinieki/{own}/loma/",
        "/konts/darbinieki/{own}/loma/{grant}/aizvietotajs/",
    ),
    *forms(only(OPERATOR), "/konts/darbinieki/{other}/uzaicinat/", "/konts/darbinieki/{other}/loma/"),
    *forms(only(ADMIN, OPERATOR), "/konts/darbinieki/{own}/loma/{grant}/beigt/", post=302),
    *acts(
        only(ADMIN, OPERATOR, get=302),
        "/konts/darbinieki/{own}/uzaicinajums/{invitation}/atsaukt/",
        get=READ_SIGNED_IN,
    ),
]


def furnish(world: World) -> None:
    invitation = Invitation.objects.create(
        email="dace@example.lv", role="official", institution=world.own, invited_by=world.accounts[ADMIN],
        created_at=world.now, expires_at=world.now + timedelta(days=14),
        scope="plan",
    )  # fmt: skip
    grant = RoleGrant.objects.get(account=world.accounts[Visitor.OFFICIAL])
    world.names |= {"invitation": invitation.pk, "invitation_key": invitation.key, "grant": grant.pk}
