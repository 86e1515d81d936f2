"""Passwords that the application hands out once."""

import secrets

SUKU_KATA = [k + v for k in "bdgjklmnprst" for v in "aiueo"]


def create_sandi() -> str:
    """A password that can be read out on the telephone: 57 bits, e.g. "sina-tuko-bage-ruma-41"."""
    kata = ["".join(secrets.choice(SUKU_KATA) for _ in range(2)) for _ in range(4)]
    return "-".join([*kata, str(secrets.randbelow(90) + 10)])
