"""The one settings file: every difference between machines is an environment variable.

| variable | what it sets | without it |
|---|---|---|
| SECRET_KEY | signs sessions; SECRET_KEY_FALLBACKS lists older ones | the server does not start |
| DATABASE_URL | the database | SQLite in etenee.sqlite3 |
| ALLOWED_HOSTS | names the site answers to, comma-separated | localhost |
| HTTPS | 0 when served without TLS (a demo, a test) | 1 |
| DEBUG | 1 while developing | 0 |
| ETENEE_DEMO, ETENEE_TODAY | demo banner; the day the clock stands at | off; the real day |
| EMAIL_URL, DEFAULT_FROM_EMAIL | smtp://user:password@host:port; smtps: TLS; smtp+tls: STARTTLS | mail to the log |
| REPLY_TO_EMAIL | where answers to the site's mails go | to DEFAULT_FROM_EMAIL |
| SITE_URL | what links in mails begin with: https://etenee.example.fi | the first of ALLOWED_HOSTS |
| STATIC_HASHED | 0 to serve static files as they lie | 1 |
"""

import os
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


def flag(name: str, default: str) -> bool:
    return os.environ.get(name, default) not in {"", "0", "false", "no", "off"}


BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = flag("DEBUG", "0")
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set the environment variable SECRET_KEY to a long random text and start again.")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DEMO = flag("ETENEE_DEMO", "0")
TODAY = date.fromisoformat(os.environ["ETENEE_TODAY"]) if os.environ.get("ETENEE_TODAY") else None
HTTPS = flag("HTTPS", "0" if DEBUG or DEMO else "1")
SITE_URL = (os.environ.get("SITE_URL") or f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0]}").rstrip("/")

INSTALLED_APPS = [
    "config.admin.Office",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "simple_history",
    "actors",
    "strategy",
    "actions",
    "updates",
    "reports",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "actors.middleware.day_looked_at",
    "actors.middleware.nothing_stands_at_a_nul",
    "actors.middleware.private_pages_are_not_stored",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "config.forms.HouseRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.shell.shell",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{BASE_DIR / 'etenee.sqlite3'}",
        conn_max_age=None,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A writer takes the lock when it begins, so that two of them wait for one another instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "actors.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "actors.sign_in.SeatPermissions",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "updates:my_work"
ACCOUNT_ADAPTER = "actors.sign_in.LocalAccounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "reports:front"
ACCOUNT_SESSION_REMEMBER = None
# How many proxies of our own stand before the server: the client's address is read behind them and nowhere else.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_HASHED = flag("STATIC_HASHED", "0" if DEBUG else "1")
WHITENOISE_USE_FINDERS = not STATIC_HASHED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = BASE_DIR / "media"

mail = urlsplit(os.environ.get("EMAIL_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if mail.hostname else 'console'}.EmailBackend"
EMAIL_HOST = mail.hostname or ""
EMAIL_PORT = mail.port or (465 if mail.scheme == "smtps" else 25)
EMAIL_HOST_USER = unquote(mail.username or "")
EMAIL_HOST_PASSWORD = unquote(mail.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = mail.scheme == "smtps", mail.scheme == "smtp+tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "etenee@localhost")
REPLY_TO_EMAIL = os.environ.get("REPLY_TO_EMAIL", "")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

SIMPLE_HISTORY_REVERT_DISABLED = True
SERIALIZATION_MODULES: dict[str, str] = {}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

SITE_NAME = _("Etenee")
