"""The verification as its page offers it: the rest in one act, what asks for eyes row by row."""

from django.urls import reverse

from measurement.queries_periksa import write_belum_diperiksa
from measurement.services.pemeriksaan_lihat import build_pemeriksaan


def approve_lewat_halaman(jalan, siapa: str) -> None:
    """Approve every row through the doors, where the present act verifies; others are refused. `jalan` walks an SOP."""
    if not write_belum_diperiksa(jalan.kasus):
        return
    halaman, pintu = (reverse(f"measurement:pemeriksaan_{n}", args=[jalan.pk]) for n in ("detail", "approve"))
    isi = {"versi": jalan.kasus.versi}
    jalan.refuse(siapa, "setujui", pintu, isi | {"cara": "sisanya"})
    assert "Perlu dilihat (" in jalan.loket.read(siapa, halaman)
    assert jalan.loket.send(siapa, pintu, isi | {"cara": "sisanya"}) == 302
    perlu = [satu.rekap.baris.pk for satu in build_pemeriksaan(jalan.kasus).perlu]
    assert jalan.loket.send(siapa, pintu, isi | {"baris": [str(pk) for pk in perlu]}) == 302
    assert write_belum_diperiksa(jalan.kasus) == ""
