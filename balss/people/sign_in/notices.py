"""What we tell people by mail when the way they sign in changes, by allauth's names for it."""

from django.utils.translation import gettext_lazy as _

SECURITY_NOTICES = {
    "account/email/password_changed": _("The password was changed."),
    "account/email/password_reset": _("A new password was set with a code sent to this address."),
    "account/email/password_set": _("A password was set."),
    "account/email/email_changed": _("The e-mail address of the account was changed."),
    "account/email/email_deleted": _("An e-mail address was removed from the account."),
    "mfa/email/totp_activated": _("Signing in now also asks for a code from an authenticator app."),
    "mfa/email/totp_deactivated": _("Signing in no longer asks for a code from an authenticator app."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made; the earlier ones no longer work."),
    "socialaccount/email/account_connected": _("Another way to sign in was linked to the account."),
    "socialaccount/email/account_disconnected": _("A linked way to sign in was removed from the account."),
}
