"""One settings file; what differs between machines comes from the environment.

BALSS_ENV      development (default) | test | production. Demonstration people exist only outside production.
DATABASE_URL   sqlite:///… (default balss.sqlite3 in BALSS_VAR) or postgresql://…
BOX_DATABASE_URL  the ballot box's own database, with credentials and a backup of its own; required in production
               (default: box.sqlite3 beside the SQLite database, else in BALSS_VAR).
BALSS_SECRET   signing key; required in production.
BALSS_SECRET_FORMER  earlier signing keys, comma-separated: what they signed or encrypted can still be read.
BALSS_HOSTS    comma-separated host names; required in production.
BALSS_CODE_KEY key of the hashes of personal codes, apart from BALSS_SECRET; required in production. Never change it:
               hashes made with another key do not match.
BALSS_ROLE_RECORD_YEARS  how long the institutions' file plans keep who held which role, after it ended; unset: no
               name is erased from these records.
BALSS_EVENT_REGISTRATION_DAYS  how many days after an event its registrations are erased (default 60).
BALSS_OIDC     OpenID Connect providers to sign in with: see config/oidc.py.
BALSS_GUEST_ADDRESS_DAYS  how many days after the outcome report the addresses of guests are forgotten (default 365).
BALSS_ROLL_DAYS  how many days after an election its roll is erased (default 395).
BALSS_ORIGIN   public address, https://…, for links in mail, feeds and the API; secure cookies and HSTS follow from it.
BALSS_OPERATOR the institution that runs this installation, and
BALSS_CONTACT  the e-mail address where it answers: both stand in the accessibility statement and security.txt.
BALSS_SOURCE   address of the source code, for the footer (default: not shown).
BALSS_LEDGER_KEY        file with the key that signs the ledger's tree heads (PEM, Ed25519); in production the worker
                        needs it, made by `balss ledger key --new FILE`; elsewhere made at first use in VAR.
BALSS_LEDGER_NAME       the ledger's name in what it signs (default: the host of BALSS_ORIGIN and /zurnals).
BALSS_LEDGER_WITNESSES  public keys (vkeys) of the outside witnesses whose signatures we keep, separated by commas.
BALSS_BOX_KEY  file with the key that signs the heads of ballot boxes (PEM, Ed25519); in production made by
               `balss vote key --new FILE`, elsewhere at first use in VAR.
BALSS_BOX_NAME the boxes' name in what they sign (default: the host of BALSS_ORIGIN and /balsosana).
BALSS_RIGHTS   folder of the keys that sign rights to vote, one for each election, deleted when it is over (default
               BALSS_VAR/rights).
BALSS_VAR      folder of what an installation keeps outside the database (default var).
BALSS_FILES    folder (default BALSS_VAR/files) or s3://bucket/prefix for the files people give.
BALSS_PROXIES  how many trusted proxies stand before this server (default 0): whose X-Forwarded-For and -Proto are
               believed.
BALSS_API_READS  how often one address or account may ask the API within a minute (default 300).
BALSS_MAP_TILES  address of the tiles of maps, with BALSS_MAP_ATTRIBUTION: see config/maps.py (default: none).
EMAIL_URL      smtp://user:password@host:port (also smtps:// and smtp+tls://) or file:///folder
               (default BALSS_VAR/mail); required in production.
BALSS_FROM     sender of all letters.
BALSS_RETURNS  address that letters which could not be delivered come back to; each has its own behind a “+”.
BALSS_DKIM_KEY file with the private key that letters are signed with, BALSS_DKIM_SELECTOR the name of its public half.
BALSS_GATEWAYS file that says how institutions are connected to the official e-address: see
               notices/services/official/connections.py. BALSS_DIV_EXPERIMENTAL=1 lets it name the driver `div`.
BALSS_LOG      plain (default) or json: one JSON object to a line.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from balss.config.maps import tiles_of
from balss.config.oidc import oidc_apps

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("BALSS_VAR", ROOT / "var"))

ENV = os.environ.get("BALSS_ENV", "development")
if ENV not in {"development", "test", "production"}:
    raise ImproperlyConfigured(f"BALSS_ENV is “{ENV}”; it can be development, test or production")
PRODUCTION = ENV == "production"


def _required(name: str, otherwise: str) -> str:
    value = os.environ.get(name, "" if PRODUCTION else otherwise)
    if not value:
        raise ImproperlyConfigured(f"{name} must be set when BALSS_ENV=production")
    return value


DEBUG = False
SECRET_KEY = _required("BALSS_SECRET", "not-a-secret-on-a-developers-machine-" + "x" * 24)
SECRET_KEY_FALLBACKS = [former for former in os.environ.get("BALSS_SECRET_FORMER", "").split(",") if former]
ALLOWED_HOSTS = _required("BALSS_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
ORIGIN = _required("BALSS_ORIGIN", "http://localhost:8000").rstrip("/")
OPERATOR = os.environ.get("BALSS_OPERATOR", "")
CONTACT = os.environ.get("BALSS_CONTACT", "balss@localhost")
SOURCE = os.environ.get("BALSS_SOURCE", "")
MAP_TILES = tiles_of(os.environ, production=PRODUCTION)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "balss.shared",
    "balss.design",
    "balss.ledger",
    "balss.box",
    "balss.places",
    "balss.people",
    "balss.notices",
    "balss.voting",
    "balss.search",
    "balss.indicators",
    "balss.plan",
    "balss.library",
    "balss.participation",
    "balss.events",
    "balss.drafts",
    "balss.participatory_budget",
    "balss.web",
    "balss.api",
    # below our rooms, whose templates come before theirs
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
]

MIDDLEWARE = [
    "balss.web.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balss.web.middleware.PrivateAnswersMiddleware",
    "balss.web.middleware.ReadableRequestsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "balss.web.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "balss.api.middleware.ApiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "balss.people.middleware.ActorMiddleware",
    "balss.shared.middleware.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "balss.config.urls"
WSGI_APPLICATION = "balss.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "balss.design.context_processors.shell",
            ],
        },
    }
]

# Browsers and the wire. The Content-Security-Policy is in web/middleware.
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^veseliba/$"]  # asked from inside, where there is no TLS
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SILENCED_SYSTEM_CHECKS = ["security.W021"]  # whether the whole domain is preloaded is for its owner to say
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
PROXIES = int(os.environ.get("BALSS_PROXIES", "0"))
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

FORM_RENDERER = "balss.design.forms.Renderer"


def _box_address(main: str) -> str:
    """Where the ballot box is kept when nothing is said: beside the main database."""
    if main == "sqlite:///:memory:":
        return main
    beside = Path(main.removeprefix("sqlite:///")).parent if main.startswith("sqlite:///") else VAR
    return f"sqlite:///{beside / 'box.sqlite3'}"


def _database(address: str, *more: str) -> dict[str, Any]:
    """SQLite: BEGIN IMMEDIATE, because the default DEFERRED upgrade fails with “locked” under two writers."""
    parsed: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True))
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", *more)
        parsed["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": " ".join(f"PRAGMA {pragma};" for pragma in pragmas),
        }
    return parsed


_main = os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'balss.sqlite3'}")
DATABASES: dict[str, Any] = {
    "default": _database(_main),
    # the ballot box: what was overwritten is wiped out and not left in free pages
    "box": _database(_required("BOX_DATABASE_URL", _box_address(_main)), "secure_delete=ON"),
}
DATABASES["box"]["TEST"] = {"MIGRATE": False}  # its few tables at once, not the history of every room's
DATABASE_ROUTERS = ["balss.config.databases.BoxRouter"]

LANGUAGE_CODE = "lv"
LANGUAGES = [("lv", "Latviešu"), ("en", "English")]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["balss.design.formats"]
TIME_ZONE = "Europe/Riga"

# Accounts. What may be done is decided by roles and `can`, never by Django's own permissions.
AUTH_USER_MODEL = "people.Account"
PERSONAL_CODE_KEY = _required("BALSS_CODE_KEY", "not-a-key-on-a-developers-machine-" + "y" * 24)
ROLE_RECORD_YEARS = int(os.environ["BALSS_ROLE_RECORD_YEARS"]) if "BALSS_ROLE_RECORD_YEARS" in os.environ else None
SESSION_ENGINE = "balss.people.sign_in.sessions"
AUTHENTICATION_BACKENDS = ["balss.people.sign_in.backend.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:account"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {
        "user_attributes": ["email"]}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
ACCOUNT_ADAPTER = "balss.people.sign_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # a code has no link, so no host name and nothing to prefetch
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "balss.people.sign_in.forms.LoginForm",
    "signup": "balss.people.sign_in.forms.SignupForm",
    "add_email": "balss.people.sign_in.forms.AddEmailForm",
    "change_password": "balss.people.sign_in.forms.ChangePasswordForm",
    "set_password": "balss.people.sign_in.forms.SetPasswordForm",
    "reset_password": "balss.people.sign_in.forms.ResetPasswordForm",
    "reset_password_from_key": "balss.people.sign_in.forms.ResetPasswordKeyForm",
    "reauthenticate": "balss.people.sign_in.forms.ReauthenticateForm",
    "confirm_email_verification_code": "balss.people.sign_in.forms.EmailCodeForm",
    "confirm_password_reset_code": "balss.people.sign_in.forms.PasswordCodeForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600  # seconds: how long a password counts before erasing or linking asks again
ACCOUNT_PREVENT_ENUMERATION = True
SOCIALACCOUNT_ADAPTER = "balss.people.sign_in.adapters.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(os.environ)}}
SOCIALACCOUNT_FORMS = {"signup": "balss.people.sign_in.forms.LinkedSignupForm"}
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "balss.people.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "balss.people.sign_in.forms.SecondStepForm",
    "reauthenticate": "balss.people.sign_in.forms.SecondStepAgainForm",
    "activate_totp": "balss.people.sign_in.forms.ActivateForm",
}
MFA_TOTP_ISSUER = "Balss"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = not PRODUCTION


def _stores(address: str) -> dict[str, Any]:
    """The store of files people give: a folder, or s3://bucket with the usual AWS_… variables for key and endpoint."""
    if not address.startswith("s3://"):
        return {"BACKEND": "balss.shared.files.folder.ContentFolder", "OPTIONS": {"location": address}}
    bucket, _, prefix = address.removeprefix("s3://").partition("/")
    options = {
        "bucket_name": bucket,
        "location": prefix,
        "endpoint_url": os.environ.get("AWS_ENDPOINT_URL_S3"),
        "default_acl": None,
        "file_overwrite": True,  # names are hashes: same name, same bytes
        "max_memory_size": 1_000_000,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


STORAGES: dict[str, Any] = {
    "files": _stores(os.environ.get("BALSS_FILES", str(VAR / "files"))),
    "staticfiles": {"BACKEND": "balss.design.storage.StaticFilesStorage"},
}
FILE_LARGEST_BYTES = 25_000_000
FILE_UPLOAD_HANDLERS = [
    "balss.shared.files.uploads.UnstoredUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "balss.shared.files.uploads.BoundedUpload",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_QUOTA_INSTITUTION_BYTES = 20_000_000_000
FILE_QUOTA_ACCOUNT_BYTES = 500_000_000

# Shared by all processes, in the database. Sign-in counts its tries here; names are hashed with a key of the day.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "KEY_FUNCTION": "balss.shared.rate_limits.cache_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
API_READS_PER_MINUTE = int(os.environ.get("BALSS_API_READS", "300"))

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


# Whatever is sent goes into the outbox, in the transaction under way; the worker hands it to the POST_BACKEND.
EMAIL_BACKEND = "balss.notices.services.mail.OutboxBackend"
_mail = urlsplit(_required("EMAIL_URL", f"file://{VAR / 'mail'}"))
POST_BACKEND = f"django.core.mail.backends.{'filebased' if _mail.scheme == 'file' else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = _mail.path
EMAIL_HOST = _mail.hostname or "localhost"
EMAIL_PORT = _mail.port or 25
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("BALSS_FROM", "Balss <balss@localhost>")
RETURNS = os.environ.get("BALSS_RETURNS", "")
DKIM_KEY = os.environ.get("BALSS_DKIM_KEY", "")
DKIM_SELECTOR = os.environ.get("BALSS_DKIM_SELECTOR", "balss")
GATEWAYS = os.environ.get("BALSS_GATEWAYS", "")
DIV_IS_TRIED = os.environ.get("BALSS_DIV_EXPERIMENTAL") == "1"

# The ledger. A process without the key leaves signing to the one that has it.
LEDGER_KEY_FILE = os.environ.get("BALSS_LEDGER_KEY", "" if PRODUCTION else str(VAR / "ledger.pem"))
LEDGER_NAME = os.environ.get("BALSS_LEDGER_NAME", urlsplit(ORIGIN).netloc + "/zurnals")
LEDGER_WITNESSES = [vkey for vkey in os.environ.get("BALSS_LEDGER_WITNESSES", "").split(",") if vkey]

# Ballot boxes, and the rights that open them.
BOX_KEY_FILE = os.environ.get("BALSS_BOX_KEY", "" if PRODUCTION else str(VAR / "box.pem"))
BOX_NAME = os.environ.get("BALSS_BOX_NAME", urlsplit(ORIGIN).netloc + "/balsosana")
RIGHTS_FOLDER = os.environ.get("BALSS_RIGHTS", str(VAR / "rights"))

# Registrations for events are erased this many days after the event.
EVENT_REGISTRATION_DAYS = int(os.environ.get("BALSS_EVENT_REGISTRATION_DAYS", "60"))

# Addresses of those who said something as guests are forgotten this many days after the outcome report.
GUEST_ADDRESS_DAYS = int(os.environ.get("BALSS_GUEST_ADDRESS_DAYS", "365"))

# Rolls of elections are erased this many days after the box was sealed: a year in which one can contest what does not
# say where (Administratīvā procesa likums 79(1)), and a month for telling the result.
ROLL_DAYS = int(os.environ.get("BALSS_ROLL_DAYS", "395"))

# Logs say what happened and where, never to whom: no addresses, names, bodies of requests or mail to administrators.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {"()": "balss.config.logs.JsonLines"},
    },
    "filters": {"untold": {"()": "balss.config.logs.WithoutUntold"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": os.environ.get("BALSS_LOG", "plain"),
            "filters": ["untold"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "balss": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
