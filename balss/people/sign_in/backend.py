"""Who may be signed in at all."""

from allauth.account.auth_backends import AuthenticationBackend

from balss.people.models import Account


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """By e-mail and password, or through a provider. Asked again on every request, so that an account locked,
    erased, or left over from a demonstration is signed out at once."""

    def user_can_authenticate(self, user: Account) -> bool:
        return user.may_sign_in
