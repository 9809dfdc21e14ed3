"""allauth's forms with our labels, and without words inside the fields, which vanish as soon as one types."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from allauth.socialaccount import forms as linked
from django import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "email": _("E-mail address"),
    "login": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Your password now"),
    "code": _("Code"),
}
NEW_PASSWORD = {"password1": _("New password"), "password2": _("The new password once more")}


class Plain:
    """Mixed into a form of allauth."""

    fields: dict[str, forms.Field]
    labels = LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class LoginForm(Plain, account.LoginForm): ...  # type: ignore[misc]


class SignupForm(Plain, account.SignupForm):  # type: ignore[misc]
    labels = LABELS | {"password1": _("Password")}


class LinkedSignupForm(Plain, linked.SignupForm): ...  # type: ignore[misc]


class AddEmailForm(Plain, account.AddEmailForm):  # type: ignore[misc]
    labels = LABELS | {"email": _("New e-mail address")}


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    labels = LABELS | NEW_PASSWORD


class SetPasswordForm(Plain, account.SetPasswordForm):  # type: ignore[misc]
    labels = LABELS | NEW_PASSWORD


class ResetPasswordForm(Plain, account.ResetPasswordForm): ...  # type: ignore[misc]


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = LABELS | NEW_PASSWORD


class ReauthenticateForm(Plain, account.ReauthenticateForm): ...  # type: ignore[misc]


class EmailCodeForm(Plain, account.ConfirmEmailVerificationCodeForm): ...  # type: ignore[misc]


class PasswordCodeForm(Plain, account.ConfirmPasswordResetCodeForm): ...  # type: ignore[misc]


class SecondStepForm(Plain, second_step.AuthenticateForm): ...  # type: ignore[misc]


class SecondStepAgainForm(Plain, second_step.ReauthenticateForm): ...  # type: ignore[misc]


class ActivateForm(Plain, totp.ActivateTOTPForm): ...  # type: ignore[misc]
