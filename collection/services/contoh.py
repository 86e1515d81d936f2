"""The demo that a new installation starts with: two offices with a whole plan, accounts for every role, officials."""

from collection.services.contoh_akun import create_akun_contoh
from collection.services.contoh_pejabat import create_pejabat_contoh
from collection.services.contoh_rencana import create_kantor_contoh, create_skala

__all__ = ["create_akun_contoh", "create_kantor_contoh", "create_pejabat_contoh", "create_skala"]
