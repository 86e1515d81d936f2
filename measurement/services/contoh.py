"""A worked example: a case driven through the same services that the pages use, so that it is always lawful."""

import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from collection.enums import FORMULIR_TERBUKA, Peran
from collection.errors import IsianError
from collection.models import Formulir, Pengguna, PerangkatDaerah, Realisasi, RealisasiAnggaran
from collection.services.bukti import attach_bukti
from collection.services.contoh_realisasi import invent_anggaran, invent_isian
from collection.services.contoh_rencana import KANTOR_CONTOH
from collection.services.realisasi import compute_sidik, save_anggaran, save_realisasi
from measurement.enums import Aksi, JenisSop, JenisTindakan, Status, Transisi
from measurement.giliran import is_giliran_sk
from measurement.models import PengukuranKinerja
from measurement.queries import find_pejabat
from measurement.queries_periksa import write_belum_diperiksa
from measurement.rules import PENYERAHAN
from measurement.services.contoh_isian import ALASAN_KOREKSI, CATATAN_KEMBALI, LUPUT, build_isian
from measurement.services.contoh_narasi import write_contoh_narasi
from measurement.services.kertas_kerja import compute_kertas_kerja, correct_baris
from measurement.services.langkah import run_langkah
from measurement.services.laporan import prepare_laporan
from measurement.services.luput import list_luput
from measurement.services.pemeriksaan import approve_baris
from measurement.services.pengukuran import PROSEDUR, create_pengukuran
from measurement.services.penyerahan import submit_formulir
from measurement.services.segel import create_segel

LANGKAH_MAKS = 80


class Contoh:
    """One drive. `frasa` opens the office's seal: given, or of a new seal made when the signature comes."""

    bernarasi = False
    """Whether Tim SAKIP writes the report's texts too; a drive for tests does without."""

    def __init__(self, kantor: PerangkatDaerah, seed: int, frasa: str = "", sandi_baru: Callable[[], str] = str):
        self.kantor, self.acak = kantor, random.Random(seed)
        self.frasa, self.sandi_baru = frasa, sandi_baru
        # Published figures stay as they were published: no return, no correction.
        self.dikembalikan = self.dikoreksi = KANTOR_CONTOH.get(kantor.singkatan) is not None

    def run(
        self, *, tahun: int, triwulan: int, tahap: Status, prosedur: str = PROSEDUR
    ) -> PengukuranKinerja:
        """Open a case and take it to the status. Raises what the services raise."""
        kasus = create_pengukuran(
            kantor=self.kantor, tahun=tahun, triwulan=triwulan, user=self.find(Peran.KEPALA), prosedur=prosedur
        )
        for _ in range(LANGKAH_MAKS):
            if kasus.status == tahap or kasus.tindakan is None:
                return kasus
            self.do_tindakan(kasus)
            kasus = PengukuranKinerja.objects.get(pk=kasus.pk)
        raise IsianError(f"Contoh tidak sampai pada tahap {tahap} dalam {LANGKAH_MAKS} tindakan.")

    def find(self, peran: str) -> Pengguna:
        """Who holds the role today. Raises IsianError naming the role that nobody holds."""
        pejabat = find_pejabat(self.kantor, Peran(peran))
        if pejabat is None:
            raise IsianError(f"{self.kantor.nama} belum punya {Peran(peran).label} hari ini.")
        return pejabat.pengguna

    def do_tindakan(self, kasus: PengukuranKinerja) -> None:
        """The act whose turn it is, by the role that holds it."""
        jenis = JenisTindakan(kasus.tindakan.jenis)
        if jenis == JenisTindakan.PENGISIAN:
            self.fill_formulir(kasus)
        elif jenis == JenisTindakan.PERIKSA and not self.dikembalikan and kasus.tindakan.kembali_ke:
            self.dikembalikan = True
            ke = max(kasus.tindakan.kembali_ke)
            self.run_langkah(kasus, Aksi.KEMBALIKAN, {"ke": ke}, CATATAN_KEMBALI)
        else:
            self.prepare(kasus, jenis)
            self.run_langkah(kasus, Aksi.SELESAIKAN, self.build_isian(kasus))

    def prepare(self, kasus: PengukuranKinerja, jenis: JenisTindakan) -> None:
        """What has to be there before the act can be finished."""
        user = self.find(kasus.tindakan.peran)
        tanpa_ukur = kasus.tindakan.transisi in PENYERAHAN and kasus.sop.jenis == JenisSop.PENGUMPULAN
        if jenis == JenisTindakan.PENGUKURAN or tanpa_ukur:
            compute_kertas_kerja(pengukuran=kasus, user=user)
        if self.bernarasi and kasus.tindakan.transisi in PENYERAHAN:
            write_contoh_narasi(kasus, user)
        if jenis == JenisTindakan.KOREKSI and not self.dikoreksi:
            self.dikoreksi = True
            self.correct_satu(kasus, user)
        if kasus.tindakan.transisi == Transisi.TANDATANGANI:
            self.prepare_segel(user)
            prepare_laporan(kasus, penanda=user)  # as the Kepala opens it: of today, in the Kepala's name
        if is_giliran_sk(kasus):
            self.prepare_segel(user)
        if write_belum_diperiksa(kasus):
            approve_semua(kasus, user)

    def prepare_segel(self, user: Pengguna) -> None:
        """The office's seal, whose phrase this drive knows."""
        if not self.frasa:
            self.frasa = self.sandi_baru()
            create_segel(kantor=self.kantor, frasa=self.frasa, user=user)

    def build_isian(self, kasus: PengukuranKinerja) -> Mapping[str, Any]:
        """The complete record of the act whose turn it is."""
        return build_isian(kasus, self.frasa)

    def run_langkah(
        self, kasus: PengukuranKinerja, aksi: Aksi, isian: Mapping[str, Any], catatan: str = ""
    ) -> None:
        """One act through the one door, by who holds its role."""
        user = self.find(kasus.tindakan.peran)
        run_langkah(
            kasus, tindakan=kasus.tindakan, aksi=aksi, user=user, versi=kasus.versi, catatan=catatan, isian=isian
        )

    def correct_satu(self, kasus: PengukuranKinerja, user: Pengguna) -> None:
        """The Kepala corrects one counted row slightly, with a reason."""
        baris = kasus.kertas_kerja_set.first().baris_set
        semua = baris.filter(konsolidasi="akhir", rumus="maks", realisasi_triwulan__gt=1)
        satu = next((b for b in semua if not b.label_komponen), None)
        if satu:
            baru = satu.realisasi_triwulan - Decimal(1).scaleb(-satu.desimal)
            isi = satu.indikator.write_nilai(baru)
            correct_baris(baris=satu, isi=isi, alasan=ALASAN_KOREKSI, versi=kasus.versi, user=user)

    def fill_formulir(self, kasus: PengukuranKinerja) -> None:
        """Each unit's operator types the realisasi, attaches evidence and hands in."""
        terbuka = Formulir.objects.filter(periode=kasus.periode, status__in=FORMULIR_TERBUKA)
        for formulir in terbuka.select_related("unit", "periode__perangkat_daerah"):
            operator = self.find_operator(formulir)
            self.fill_semua(formulir, operator)
            submit_formulir(formulir=formulir, user=operator)

    def fill_semua(self, formulir: Formulir, user: Pengguna) -> None:
        """Everything that a form needs before it is handed in, where it is not there yet."""
        for realisasi in formulir.realisasi_set.select_related("target__indikator__skala"):
            self.fill_realisasi(realisasi, user)
        for anggaran in formulir.realisasi_anggaran_set.select_related("pagu__sub_kegiatan"):
            self.fill_anggaran(anggaran, user)
        self.explain_luput(formulir, user)

    def find_operator(self, formulir: Formulir) -> Pengguna:
        """Who fills in the unit's form today. Raises IsianError where nobody does."""
        penugasan = formulir.unit.penugasan_set.berlaku_kini().filter(peran=Peran.BIDANG.value).first()
        if penugasan is None:
            raise IsianError(f"{formulir.unit} belum punya operator hari ini.")
        return penugasan.pengguna

    def fill_realisasi(self, realisasi: Realisasi, user: Pengguna) -> None:
        """A figure with its remark and evidence, where the row is still empty and has a target."""
        if realisasi.nilai is not None:
            return
        isian = invent_isian(self.kantor, realisasi, self.acak)
        if not isian:
            return
        isian["keterangan"] = f"Data {realisasi.target.indikator.sumber_data or 'laporan bidang'} (contoh)"
        for kolom, isi in isian.items():
            save_realisasi(realisasi=realisasi, kolom=kolom, isi=isi, sidik=compute_sidik(None), user=user)
        if realisasi.target.indikator.sub_kegiatan_id is None:
            syarat = next(iter(realisasi.target.indikator.syarat_bukti), "")
            attach_bukti(realisasi=realisasi, berkas=build_bukti(realisasi), user=user, syarat=syarat)

    def explain_luput(self, formulir: Formulir, user: Pengguna) -> None:
        """What stood in the way of each target that was missed, and what is done about it, where nobody wrote it."""
        baris = formulir.realisasi_set.select_related("formulir__periode", "target__indikator__skala")
        for satu in list_luput(formulir, baris):
            for kolom, isi in LUPUT.items():
                if not getattr(satu.baris, kolom):
                    save_realisasi(realisasi=satu.baris, kolom=kolom, isi=isi, sidik=compute_sidik(None), user=user)

    def fill_anggaran(self, anggaran: RealisasiAnggaran, user: Pengguna) -> None:
        """The money spent so far, where the row is still empty."""
        if anggaran.jumlah is None:
            isi = invent_anggaran(self.kantor, anggaran, self.acak)
            save_anggaran(anggaran=anggaran, isi=isi, sidik=compute_sidik(None), user=user)


def approve_semua(kasus: PengukuranKinerja, user: Pengguna) -> None:
    """Every row of the latest round, as somebody does who has looked at each."""
    kunci = kasus.kertas_kerja_set.first().baris_set.values_list("pk", flat=True)
    approve_baris(pengukuran=kasus, baris=list(kunci), user=user, versi=kasus.versi)


def build_bukti(realisasi: Realisasi) -> ContentFile:
    """A one-page PDF that says that it is an example."""
    teks = f"Contoh bukti {realisasi.target.indikator.kode}".encode("ascii", "replace")
    isi = b"BT /F1 14 Tf 72 770 Td (" + teks.replace(b"(", b" ").replace(b")", b" ") + b") Tj ET"
    bagian = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(isi), isi),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return ContentFile(_write_pdf(bagian), name=f"bukti-{realisasi.target.indikator.kode}.pdf")


def _write_pdf(bagian: list[bytes]) -> bytes:
    hasil, letak = b"%PDF-1.4\n", []
    for nomor, isi in enumerate(bagian, start=1):
        letak.append(len(hasil))
        hasil += b"%d 0 obj%s\nendobj\n" % (nomor, isi)
    tabel = b"".join(b"%010d 00000 n \n" % n for n in letak)
    ukuran = len(bagian) + 1
    kepala = b"xref\n0 %d\n0000000000 65535 f \n" % ukuran
    return hasil + kepala + tabel + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (ukuran, len(hasil))
