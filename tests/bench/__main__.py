"""`python -m tests.bench NAME`: runs one benchmark in a database of its own; bin/bench does the set-up."""

import importlib
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sakip.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0, interactive=False)
    sys.exit(not importlib.import_module(f"tests.bench.{sys.argv[1]}").main())
