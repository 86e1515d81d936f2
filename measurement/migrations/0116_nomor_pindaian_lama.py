"""Numbers of papers that were scanned before the register took them."""

from django.db import migrations

JENIS = {
    "undangan": "undangan", "rapat": "daftar_hadir", "susun": "program_kerja", "sk_tim": "sk_tim",
    "tanda_tangan": "sk_tim", "formulir": "formulir", "distribusi": "tanda_terima", "dokumen": "checklist",
    "rekap": "rekapitulasi", "lapor": "nota_dinas", "terima": "lembar_disposisi", "penomoran": "surat_pengantar",
    "penggandaan": "lembar_penggandaan", "pengiriman": "bukti_pengiriman", "arsip": "daftar_arsip",
    "tindak_lanjut": "rencana_tindak_lanjut",
}  # fmt: skip
"""The paper of each act, as it was when this was written; that of an order its record names."""


def enter_nomor(apps, schema_editor) -> None:
    """A row for each, dated by its act; the year that of the act."""
    pindaian, nomor = (apps.get_model("measurement", nama) for nama in ("Pindaian", "NomorSurat"))
    catatan = apps.get_model("measurement", "Catatan")
    nomor._meta.get_field("diambil_pada").auto_now_add = False
    for satu in pindaian.objects.exclude(nomor="").select_related("disposisi__tindakan", "disposisi__pengukuran"):
        isi = catatan.objects.filter(disposisi=satu.disposisi_id).values_list("isi", flat=True).first() or {}
        jenis = isi.get("bentuk") or JENIS.get(satu.disposisi.tindakan.jenis)
        if jenis:
            nomor.objects.create(
                perangkat_daerah_id=satu.disposisi.pengukuran.perangkat_daerah_id, tahun=satu.disposisi.waktu.year,
                nomor=satu.nomor, jenis=jenis, pengukuran_id=satu.disposisi.pengukuran_id,
                disposisi_id=satu.disposisi_id, diambil_pada=satu.disposisi.waktu,
            )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("measurement", "0115_nomor_kertas")]
    operations = [migrations.RunPython(enter_nomor, migrations.RunPython.noop)]
