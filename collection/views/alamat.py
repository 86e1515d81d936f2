"""From which network address a request comes: what counters go by."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

AWALAN_IPV6 = 64  # one customer's line: who has one address of it has them all


def find_alamat(request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the network, e.g. "2001:db8::/64". Never a word that the visitor chose alone.

    X-Forwarded-For counts only where `SAKIP_PROKSI` says how many proxies of ours stand in front: each adds, at the
    right, the address that it saw, so the visitor's is that many from the end; what stands left of it is hearsay.
    """
    asli = request.META.get("REMOTE_ADDR", "")
    jejak = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.PROKSI == 0 or len(jejak) < settings.PROKSI:
        return clean_alamat(asli)
    return clean_alamat(jejak[-settings.PROKSI]) or clean_alamat(asli)


def clean_alamat(teks: str) -> str:
    """One spelling for each address, without port; empty for what is none (a Unix socket has none)."""
    teks = teks.strip()
    if teks.startswith("["):
        teks = teks[1:].partition("]")[0]
    elif teks.count(":") == 1:
        teks = teks.partition(":")[0]
    try:
        alamat = ipaddress.ip_address(teks)
    except ValueError:
        return ""
    if alamat.version == 6 and alamat.ipv4_mapped:
        alamat = alamat.ipv4_mapped
    if alamat.version == 4:
        return str(alamat)
    return str(ipaddress.ip_network((int(alamat), AWALAN_IPV6), strict=False))
