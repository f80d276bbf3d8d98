"""Django's settings: small, the same for everybody; what differs comes from the environment or the data folder.

`FENGQIAO_PROFILE` is `demo` (one machine, plain HTTP, no second factor) or `production`.
"""

import os
import secrets
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

from fengqiao.gateways.data_folder import PROJECT, data_folder, files_folder, signing_key
from fengqiao.gateways.postgres.cluster import DatabaseUnavailable
from fengqiao.gateways.postgres.server import database_parts, database_url
from fengqiao.site.logs import LOGGING as LOGGING  # noqa: PLC0414 -- Django reads it from here
from fengqiao.site.worker_policy import add_worker_headers

PROFILE: Final = os.environ.get("FENGQIAO_PROFILE", "demo")
if PROFILE not in {"demo", "production"}:
    raise ImproperlyConfigured(f"FENGQIAO_PROFILE is {PROFILE!r}: choose demo or production")
PRODUCTION: Final = PROFILE == "production"

# --- where things are -------------------------------------------------------------------------------------
DATA: Final = data_folder()
FILES: Final = files_folder(DATA)
FRONTEND_DIST: Final = Path(os.environ.get("FENGQIAO_FRONTEND_DIST", PROJECT / "frontend" / "dist"))
# The table of phrases takes 45 MB a process; initials for searching need single characters only.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

TENANT: Final = os.environ.get("FENGQIAO_TENANT", "330999")  # the fictional county of the demo
try:
    # The ledger's pool connects here; nothing connects before somebody asks for it.
    DATABASE_URL = database_url(DATA)
except DatabaseUnavailable:
    DATABASE_URL = ""  # no data folder yet: type checks, `--help`
# Connections are kept for a minute per thread, and looked at before use, so that a restarted server is no error.
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **database_parts(DATABASE_URL),
    }
}
# Without a data folder nothing is signed, so any key does; `wsgi` insists on the stored one.
SECRET_KEY: Final = signing_key(DATA) or secrets.token_urlsafe(50)

# --- who may talk to us -----------------------------------------------------------------------------------
DEBUG = False
_named_hosts = [host.strip() for host in os.environ.get("FENGQIAO_HOSTS", "").split(",") if host.strip()]
if PRODUCTION and not _named_hosts:
    raise ImproperlyConfigured("production needs FENGQIAO_HOSTS: the names it is reached by, with commas")
ALLOWED_HOSTS: Final = _named_hosts or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS: Final = [f"https://{host}" for host in _named_hosts]
_dockings = os.environ.get("FENGQIAO_DOCKINGS", "")
DOCKINGS: Final = Path(_dockings).expanduser() if _dockings else None
"""The folder in which letters to docked bodies (court, police, procuratorate, petition) are laid down."""
# Where browsers reach the live stream: a given address, "" for the same origin (a path of the proxy), or None for
# this host's LIVE_PORT, by whichever name the page was opened.
PUBLIC_ADDRESS: Final = os.environ.get("FENGQIAO_ADDRESS", "").rstrip("/")
"""Where citizens reach this installation, e.g. https://fengqiao.example; the QR code of a paper leads there."""
LIVE_URL: Final = os.environ.get("FENGQIAO_LIVE_URL")
LIVE_PORT: Final = int(os.environ.get("FENGQIAO_LIVE_PORT", "8001"))
if LIVE_URL is None:
    _live_origins = [f"http://{name}:{LIVE_PORT}" for name in ("127.0.0.1", "localhost")]
else:
    _live_origins = [LIVE_URL] if LIVE_URL else []

INSTALLED_APPS: Final = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.import_export",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "import_export",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "fengqiao.directory",
    "fengqiao.ledger",
]
MIDDLEWARE: Final = [
    "django.middleware.security.SecurityMiddleware",
    "fengqiao.site.built.BuiltFiles",
    "fengqiao.site.middleware.limit_body",
    "fengqiao.site.middleware.explain_methods",
    "fengqiao.site.middleware.ContentPolicy",
    "fengqiao.site.middleware.Sessions",
    "fengqiao.site.middleware.slide_session",
    "fengqiao.site.middleware.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "fengqiao.site.middleware.Accounts",
    "fengqiao.site.middleware.insist_on_second_factor",
    "fengqiao.site.middleware.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES: Final = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "fengqiao.site.urls"
WSGI_APPLICATION = "fengqiao.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- words and times --------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS: Final = [Path(__file__).with_name("locale")]
LANGUAGES: Final = [("zh-hans", "简体中文"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- sign-in ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS: Final = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS: Final = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: Final = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/staff/sign-in"
LOGIN_REDIRECT_URL = "/staff/"
ACCOUNT_ADAPTER = "fengqiao.site.accounts.StaffAccounts"
ACCOUNT_LOGIN_METHODS: Final = {"username"}
ACCOUNT_SIGNUP_FIELDS: Final = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Five wrong passwords lock an account for a quarter of an hour, whichever process saw them: see CACHES. A whole
# office stands behind one address, so an address is allowed more.
ACCOUNT_RATE_LIMITS: Final = {"login": "60/m/ip", "login_failed": "30/m/ip,5/900s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT: Final = int(os.environ.get("FENGQIAO_PROXIES", "0"))
HEADLESS_ONLY = True
HEADLESS_CLIENTS: Final = ("browser",)
HEADLESS_FRONTEND_URLS: Final = {"account_reset_password_from_key": "/staff/reset/{key}"}
MFA_SUPPORTED_TYPES: Final = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "枫桥"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # a staff account has no mail of its own
SECOND_FACTOR_REQUIRED: Final = PRODUCTION
CACHES: Final = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # messages leave through the outbox only

# The cookie ends with the browser; the row in the database ends after half an hour without a request.
SESSION_COOKIE_AGE: Final = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE: Final = PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "fengqiao.site.errors.csrf_failure"
CSRF_COOKIE_SECURE: Final = PRODUCTION

# --- what the browser may do ------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS: Final = 31_536_000 if PRODUCTION else 0
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY: Final = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "style-src-attr": [
            "'unsafe-inline'"
        ],  # Vue, Element Plus and MapLibre place things by style attributes
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *_live_origins],
        "worker-src": ["'self'", "blob:"],
        "manifest-src": ["'self'"],
        "media-src": ["'self'", "blob:"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# A report carries nine photos of 20 MB; a text of a megabyte must still come so far that its field is named.
LARGEST_BODY: Final = 200 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE: Final = 8 * 1024 * 1024

# --- files of the front end and the admin -----------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ROOT: Final = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
WHITENOISE_INDEX_FILE = False  # an entry's page is the view's business: it is not kept by caches
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/(?:[a-z]+/)?assets/.+-[\w-]{8,}\.\w+$"
WHITENOISE_MIMETYPES: Final = {".webmanifest": "application/manifest+json"}
WHITENOISE_ADD_HEADERS_FUNCTION: Final = add_worker_headers

UNFOLD: Final = {
    "SITE_TITLE": "枫桥 · 目录",
    "SITE_HEADER": "枫桥 · 目录",
    "SHOW_HISTORY": True,
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda _: "/mark.svg"}],
    # The brand colour #1559a8, lighter and darker.
    "COLORS": {
        "primary": {
            "50": "232 238 246",
            "100": "208 222 238",
            "200": "185 205 229",
            "300": "138 172 212",
            "400": "91 139 194",
            "500": "21 89 168",
            "600": "21 89 168",
            "700": "17 71 134",
            "800": "14 60 113",
            "900": "11 47 89",
            "950": "7 30 57",
        }
    },
}
