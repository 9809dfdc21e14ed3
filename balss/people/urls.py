"""Pages of accounts. allauth's views keep the names by which allauth finds them; only what we use is here."""

from allauth.account import views as allauth_account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as linked
from django.urls import URLPattern, URLResolver, include, path

from balss.people.sign_in import linking
from balss.people.views import account, data, invitation, staff

own = [
    path("", account.account, name="account"),
    path("loma/", account.choose_role, name="choose_role"),
    path("mani-dati/", data.data, name="data"),
    path("mani-dati.json", data.data_file, name="data_file"),
    path("dzest/", data.erase, name="erase"),
    path("uzaicinajums/<str:key>/", invitation.invitation, name="invitation"),
    path("darbinieki/", staff.institutions, name="institutions"),
    path("darbinieki/<slug:slug>/", staff.staff, name="staff"),
    path("darbinieki/<slug:slug>/uzaicinat/", staff.invite_staff, name="invite"),
    path("darbinieki/<slug:slug>/loma/", staff.grant, name="grant"),
    path("darbinieki/<slug:slug>/loma/<int:pk>/aizvietotajs/", staff.deputy, name="deputy"),
    path("darbinieki/<slug:slug>/loma/<int:pk>/beigt/", staff.end, name="end"),
    path("darbinieki/<slug:slug>/uzaicinajums/<int:pk>/atsaukt/", staff.withdraw, name="withdraw"),
]

signing_in = [
    path("pieslegties/", allauth_account.login, name="account_login"),
    path("iziet/", allauth_account.logout, name="account_logout"),
    path("jauns/", allauth_account.signup, name="account_signup"),
    path("slegts/", allauth_account.account_inactive, name="account_inactive"),
    path("apliecinat/", allauth_account.reauthenticate, name="account_reauthenticate"),
    path("e-pasts/", allauth_account.email, name="account_email"),
    path("e-pasts/kods/", allauth_account.email_verification_sent, name="account_email_verification_sent"),
    path("parole/", allauth_account.password_change, name="account_change_password"),
    path("parole/jauna/", allauth_account.password_set, name="account_set_password"),
    path("parole/aizmirsta/", allauth_account.password_reset, name="account_reset_password"),
    path(
        "parole/aizmirsta/kods/",
        allauth_account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("parole/aizmirsta/jauna/", allauth_account.complete_password_reset, name="account_complete_password_reset"),
    path(
        "parole/aizmirsta/gatavs/",
        allauth_account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
]

second_factor = [
    path("otrais-solis/", second_step.index, name="mfa_index"),
    path("otrais-solis/kods/", second_step.authenticate, name="mfa_authenticate"),
    path("otrais-solis/apliecinat/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("otrais-solis/ieslegt/", totp.activate_totp, name="mfa_activate_totp"),
    path("otrais-solis/izslegt/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("otrais-solis/rezerves-kodi/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "otrais-solis/rezerves-kodi/jauni/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("otrais-solis/rezerves-kodi.txt", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

linked_sign_ins = [
    path("piesaistes/", linking.connections, name="socialaccount_connections"),
    path("piesaistes/jauns/", linked.signup, name="socialaccount_signup"),
    path("piesaistes/atcelts/", linked.login_cancelled, name="socialaccount_login_cancelled"),
    path("piesaistes/neizdevas/", linked.login_error, name="socialaccount_login_error"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "people"))),
    *signing_in,
    *second_factor,
    *linked_sign_ins,
]
