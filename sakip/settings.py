"""Settings. Secure by default; what an installation may change comes from the environment (README, Settings)."""

import importlib.util
import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def read_env(name: str, default: str) -> str:
    """The variable's text, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def read_bool(name: str, default: bool) -> bool:
    """1/0 only: a typo must not switch a protection off in silence."""
    value = read_env(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def read_int(name: str, default: int, least: int, most: int) -> int:
    """A whole number within bounds."""
    text = read_env(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise ImproperlyConfigured(f"{name} must be a number from {least} to {most}, not {text!r}.")
    return int(text)


def read_list(name: str, default: str) -> list[str]:
    """Comma-separated values without blanks."""
    return [part.strip() for part in read_env(name, default).split(",") if part.strip()]


def read_secret_key() -> str:
    """From SAKIP_SECRET_KEY, else from the file that bin/serve and bin/test make."""
    file = VAR_DIR / "kunci_rahasia"
    key = read_env("SAKIP_SECRET_KEY", file.read_text().strip() if file.exists() else "")
    if not key:
        raise ImproperlyConfigured(f"No secret key: run bin/serve once, or set SAKIP_SECRET_KEY ({file.name}).")
    return key


VAR_DIR = Path(read_env("SAKIP_VAR", str(BASE_DIR / "var")))
SECRET_KEY = read_secret_key()
DEBUG = read_bool("SAKIP_DEBUG", False)
HTTPS = read_bool("SAKIP_HTTPS", True)
CONTOH = read_bool("SAKIP_CONTOH", True)
ALLOWED_HOSTS = read_list("SAKIP_HOSTS", "127.0.0.1,localhost,[::1]")
ORIGIN = read_env("SAKIP_ORIGIN", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [ORIGIN]
# How many proxies of ours stand in front: only then is X-Forwarded-For read, and that far from its end.
PROKSI = read_int("SAKIP_PROKSI", 0, 0, 9)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_fsm",
    "django_htmx",
    "import_export",
    "lucide",
    "collection",
    "measurement",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sakip.kiriman.KirimanMiddleware",
    "sakip.middleware.HtmxLoginMiddleware",
    "sakip.middleware.WajibMasukMiddleware",
    "sakip.middleware.ZonaMiddleware",
    "sakip.middleware.CaraMasukMiddleware",
    "sakip.middleware.SakipErrorMiddleware",
]

ROOT_URLCONF = "sakip.urls"
WSGI_APPLICATION = "sakip.wsgi.application"
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
                "sakip.context.build_kerangka",
            ],
            "builtins": ["collection.templatetags.angka", "collection.templatetags.ikon"],
        },
    }
]
# IMMEDIATE takes SQLite's write lock at the start: 8 writers, no "database is locked" (docs/arsitektur.md).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {
    "default": dj_database_url.parse(
        read_env("DATABASE_URL", f"sqlite:///{VAR_DIR / 'sakip.sqlite3'}"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    # A file, not memory: tests run on the same locking and journal as the office does.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "uji.sqlite3")}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "collection.Pengguna"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "nama", "nip", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "masuk"
SESSION_COOKIE_AGE = 12 * 60 * 60

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
# An act is near its due time, and its holder reminded, in its last working minutes: these, at most half of its norm.
MENIT_HAMPIR = 60 * read_int("SAKIP_INGATKAN_JAM", 4, 0, 100)
# In how many processes a long report is laid out; the bytes are the same with any number.
PROSES_CETAK = read_int("SAKIP_PROSES_CETAK", min(2, len(os.sched_getaffinity(0))), 1, 32)
# Numbers are read and written by collection/angka.py only: Django's own parsing turns 95.125 into 95125.
USE_THOUSAND_SEPARATOR = False

# Without a mail server each mail is a file in SAKIP_VAR/surel, so that nothing that was to be told is lost.
EMAIL_HOST = read_env("EMAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "surel"
EMAIL_PORT = read_int("EMAIL_PORT", 587, 1, 65535)
EMAIL_HOST_USER = read_env("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = read_env("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = read_bool("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = read_bool("EMAIL_USE_TLS", not EMAIL_USE_SSL)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read_env("EMAIL_FROM", "SAKIP <sakip@localhost>")

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "berkas"
# PEM files of the roots (PSrE Induk and others) to which a signature's certificate must chain to count as trusted.
AKAR_SERTIFIKAT = Path(read_env("SAKIP_AKAR_SERTIFIKAT", str(VAR_DIR / "akar_sertifikat")))


def build_simpanan() -> dict[str, object]:
    """Where files are kept: on disk, or in a bucket where SAKIP_S3_BUCKET names one. Keys go by boto3's own ways."""
    bucket = read_env("SAKIP_S3_BUCKET", "")
    if not bucket:
        izin = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "collection.services.simpanan.Simpanan", "OPTIONS": izin}
    if importlib.util.find_spec("storages") is None:
        raise ImproperlyConfigured("SAKIP_S3_BUCKET needs django-storages: install the extra s3 (README, Settings).")
    pilihan = {
        "bucket_name": bucket, "location": read_env("SAKIP_S3_FOLDER", ""), "file_overwrite": False,
        "default_acl": None, "querystring_auth": True, "endpoint_url": read_env("SAKIP_S3_ENDPOINT", "") or None,
        "region_name": read_env("SAKIP_S3_REGION", "") or None,
    }  # fmt: skip
    return {"BACKEND": "collection.services.simpanan_s3.SimpananS3", "OPTIONS": pilihan}


STORAGES = {
    "default": build_simpanan(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
# In the memory of each worker, for what may be computed again at any time: no server of its own to keep running.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "sakip.kiriman.PembatasBerkas",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# One request: several evidence files at once. Who has not signed in sends the login form and nothing else.
MAKS_UKURAN_KIRIMAN = 50 * 1024 * 1024
MAKS_UKURAN_KIRIMAN_TAMU = 64 * 1024
MAKS_UKURAN_BUKTI = 10 * 1024 * 1024
MAKS_UKURAN_IMPOR = 5 * 1024 * 1024

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "sakip.views.show_kedaluwarsa"
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # What it warns of (a chain that is not trusted, nothing fetched) our pages say in sentences.
    "loggers": {"pyhanko": {"level": "ERROR"}},
}
