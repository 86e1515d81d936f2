"""The demo that a new installation starts with: two offices with a whole plan, and accounts to try every role."""

from collection.services.contoh_akun import create_akun_contoh
from collection.services.contoh_rencana import create_kantor_contoh, create_skala

__all__ = ["create_akun_contoh", "create_kantor_contoh", "create_skala"]
