"""The six SOPs as they are on paper, each from the order to the archive, through the doors that people use.

Each act is taken by the role that the SOP names and by nobody else, each return is walked once, and each output
document is fetched as PDF and read. What the SOPs say stands in tables of the test's own: WALKS, KERTAS.
"""

import datetime
import re

import pytest
from django.urls import reverse

from collection.models import Formulir, Jejak, PerangkatDaerah, Realisasi
from measurement.enums import Aksi, JenisNaskah
from measurement.errors import GiliranError, WewenangError
from measurement.models import Dokumen, Naskah, NomorSurat, PengukuranKinerja, Tindakan
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.langkah import run_langkah
from measurement.services.sop import load_sop
from measurement.sop import walk_status
from tests.factories.acak import take_potret
from tests.factories.alur_sop import WALKS, build_sop
from tests.factories.kantor_contoh import FRASA, create_kantor_kecil, get_user
from tests.factories.kertas import read_laporan, read_sebelum_cetak
from tests.factories.kertas_sop import KERTAS, read_kertas
from tests.factories.loket import FormReader, Loket
from tests.factories.naskah import PDF, build_scan
from tests.factories.periksa import approve_lewat_halaman
from tests.factories.prosedur import (
    ANGKA,
    BACA,
    DIISI_ULANG,
    DIKOREKSI,
    ISIAN,
    KANTOR,
    SEKALI,
    TETAP,
    ZONA,
    build_ketik,
    fill,
)
from tests.factories.ringan import real_paper

pytestmark = [pytest.mark.django_db, pytest.mark.kertas("dibaca")]

BERKAS = {
    "dispermades": "dispermades_pengukuran", "mahulu_pengumpulan": "bkpsdm-mahulu_pengumpulan",
    "mahulu_pengukuran": "bkpsdm-mahulu_pengukuran", "dinas": "dinas_pengukuran",
    "purwakarta": "dpmd-purwakarta_pengumpulan", "banyumas": "dinsospermasdes-banyumas_pengukuran",
}  # fmt: skip
ORANG = ("kepala", "sekretaris", "kabid.kb", "kasubag", "perencana", "tim_sakip", "bidang.kb", "staf", "admin",
         "pengawas")  # fmt: skip
BERNOMOR = ("surat_perintah", "nota_dinas", "undangan", "surat_pengantar")
"""Letters with a number of the register; of the SK only the signed one, the report has one too."""


def read_walk(sop):
    """The SOP's acts in order: row, place in the row, kind, role, rows to which a NO leads."""
    hasil = []
    for teks in WALKS[sop][1].replace("\n", ";").split(";"):
        nomor, jenis, peran, *sisa = teks.split()
        urutan = sum(satu[0] == int(nomor) for satu in hasil) + 1
        kembali = [int(n) for kata in sisa if kata[0] == "<" for n in kata[1:].split(",")]
        hasil.append((int(nomor), urutan, jenis, peran, kembali))
    return hasil


class Jalan:
    """One case on its way; `jejak` is what was done, by this test's own account."""

    def __init__(self, kantor, sop):
        self.kantor, self.loket, self.sop, self.acts = kantor, Loket(), sop, read_walk(sop)
        self.belum = [(n, ke) for n, _, _, _, tuju in self.acts for ke in tuju]
        self.jejak, self.ditanya, self.diisi, self.dikoreksi = [], set(), 0, False
        self.status = walk_status(build_sop(sop))
        alamat = reverse("measurement:pengukuran_create")
        lembar = next(f for f in FormReader(self.loket.read("kepala", alamat)).semua if "tahun" in f.isi)
        isi = lembar.isi | {"tahun": "2026", "triwulan": "1", "prosedur": WALKS[sop][0]}
        assert self.loket.send("kepala", alamat, isi) == 302
        self.pk = PengukuranKinerja.objects.latest("pk").pk

    @property
    def kasus(self):
        return PengukuranKinerja.objects.get(pk=self.pk)

    @property
    def halaman(self):
        return reverse("measurement:pengukuran_detail", args=[self.pk])

    def link(self, nomor, urutan, aksi="selesaikan"):
        return reverse("measurement:langkah_run", args=[self.pk, nomor, urutan, aksi])

    def walk(self):
        """To the end; a return leads back into the row's first act."""
        letak, catatan = 0, ""
        while letak < len(self.acts):
            nomor, urutan, jenis, peran, kembali = self.acts[letak]
            kini = self.kasus.tindakan
            assert (kini.langkah.nomor, kini.urutan, kini.jenis, kini.peran) == (nomor, urutan, jenis, peran)
            assert self.kasus.status == self.status[nomor, urutan]
            siapa = next(satu for satu in ORANG if satu.partition(".")[0] == peran)
            if jenis == "pengisian":
                self.fill_formulir(nomor, urutan, catatan)
            else:
                assert not catatan or catatan in self.loket.read(siapa, self.halaman)
                ke = next((ke for n, ke in self.belum if n == nomor and ke in kembali), None)
                if ke is not None:
                    self.belum.remove((nomor, ke))
                    catatan = self.send_back(letak, siapa, ke)
                    letak = next(n for n, satu in enumerate(self.acts) if satu[:2] == (ke, 1))
                    continue
                self.finish(letak, siapa)
            letak, catatan = letak + 1, ""
        return self

    def refuse(self, siapa, pintu, alamat, isi, jumlah=(403,)):
        """Once at each kind of door: others of the office and one of another are refused, nothing has changed.

        All of them; at the door of an act, of which `deny` has asked the service already, two that take turns.
        """
        if pintu in DITANYA:
            return
        DITANYA.add(pintu)
        peran, semula = siapa.partition(".")[0], take_all()
        lain = [satu for satu in ORANG if satu.partition(".")[0] != peran]
        if isinstance(pintu, tuple):
            putar = 2 * len(DITANYA) % len(lain)
            lain = (lain[putar:] + lain[:putar])[:2]
        for satu in lain:
            assert self.loket.send(satu, alamat, isi) in jumlah, (satu, alamat)
        luar = f"{LUAR.get(peran, peran)}@dpmd-blora"
        assert self.loket.send(luar, alamat, isi) == 404
        assert take_all() == semula, f"a refusal at {alamat} left something behind"

    def finish(self, letak, siapa):
        nomor, urutan, jenis, _, _ = self.acts[letak]
        alamat = self.link(nomor, urutan)
        if jenis == "pengukuran" or (self.sop == "mahulu_pengumpulan" and nomor == 9):
            self.compute(siapa)
        if jenis == "koreksi" and not self.dikoreksi:
            self.correct(siapa)
        approve_lewat_halaman(self, siapa)
        lembar = self.loket.open(siapa, self.halaman, alamat)
        isi = build_ketik(jenis, lembar.isi, lembar.pilihan, f"S{nomor:02}")
        if "frasa" in isi:
            isi["frasa"] = FRASA
        self.ask(letak, siapa, alamat, isi)
        with real_paper(bila=jenis == "tanda_tangan" and self.find_kertas(nomor) not in DIBACA):
            kode = self.loket.send(siapa, alamat, isi)
        assert kode == 302, re.findall(r"galat[^<]*<[^<]*", self.loket.jawaban)
        self.jejak.append((nomor, urutan, "selesaikan", None, siapa))

    def find_kertas(self, nomor):
        """The kind of paper that is signed in the row, laid out then and there."""
        return next(jenis for baris, jenis in read_kertas(self.sop) if baris == nomor and jenis in ("sk_tim", "laporan"))

    def ask(self, letak, siapa, alamat, isi):
        """The first time at an act: all others are refused and audited, and whoever comes next is too early.

        The service is asked of every act; the door of the page, which asks it, once for each kind of act.
        """
        nomor, urutan, jenis, _, _ = self.acts[letak]
        if (nomor, urutan) in self.ditanya:
            return
        self.ditanya.add((nomor, urutan))
        self.deny(siapa, self.kasus.tindakan, Aksi.SELESAIKAN)
        berikut = next(iter(self.acts[letak + 1 : letak + 2]), None)
        if berikut:
            lain = next(satu for satu in ORANG if satu.partition(".")[0] == berikut[3])
            self.hasten(lain, berikut)
        if (jenis, "selesaikan") not in DITANYA:
            self.refuse(siapa, (jenis, "selesaikan"), alamat, isi)
            assert not berikut or self.loket.send(lain, self.link(*berikut[:2]), isi) == 409
        assert (self.kasus.tindakan.langkah.nomor, self.kasus.tindakan.urutan) == (nomor, urutan)

    def deny(self, siapa, tindakan, aksi):
        """The service refuses the act to everybody without its role, here and in another office, and leaves nothing."""
        kasus, semula, ditolak = self.kasus, take_all(), Jejak.objects.filter(diterima=False).count()
        peran = siapa.partition(".")[0]
        lain = [get_user(satu, "dispermades") for satu in ORANG if satu.partition(".")[0] != peran]
        for user in (*lain, get_user(LUAR.get(peran, peran), "dpmd-blora")):
            with pytest.raises(WewenangError):
                run_langkah(kasus, tindakan=tindakan, aksi=aksi, user=user, versi=kasus.versi, catatan="Coba.")
        assert Jejak.objects.filter(diterima=False).count() == ditolak + len(lain) + 1
        assert take_all() == semula, f"a refusal of {tindakan} left something behind"

    def hasten(self, siapa, berikut):
        """Whoever holds the next act cannot do it yet."""
        kasus = self.kasus
        tindakan = Tindakan.objects.get(langkah__sop=kasus.sop, langkah__nomor=berikut[0], urutan=berikut[1])
        with pytest.raises(GiliranError):
            run_langkah(
                kasus, tindakan=tindakan, aksi=Aksi.SELESAIKAN, user=get_user(siapa, "dispermades"), versi=kasus.versi
            )

    def send_back(self, letak, siapa, ke):
        nomor, urutan, *_ = self.acts[letak]
        alamat, catatan = self.link(nomor, urutan, "kembalikan"), f"Lengkapi dari {nomor} ke {ke}."
        lembar = self.loket.open(siapa, self.halaman, alamat)
        assert str(ke) in lembar.pilihan["ke"]
        isi = lembar.isi | {"ke": str(ke), "catatan": catatan}
        self.deny(siapa, self.kasus.tindakan, Aksi.KEMBALIKAN)
        self.refuse(siapa, (self.acts[letak][2], "kembalikan"), alamat, isi)
        assert self.loket.send(siapa, alamat, isi | {"catatan": " "}) == 422
        assert self.kasus.versi == len(self.jejak)
        assert self.loket.send(siapa, alamat, isi) == 302
        self.jejak.append((nomor, urutan, "kembalikan", ke, siapa))
        mengisi = next(jenis for baris, _, jenis, *_ in self.acts if baris == ke) == "pengisian"
        assert Formulir.objects.filter(periode=self.kasus.periode, status="dikirim").exists() is mengisi
        return catatan

    def compute(self, siapa):
        alamat = reverse("measurement:kertas_kerja_compute", args=[self.pk])
        self.refuse(siapa, "hitung", alamat, {})
        assert self.loket.send(siapa, alamat, {}) == 302
        self.dikoreksi = False

    def correct(self, siapa):
        """The Kepala's value of one row; it stands beside what was handed in."""
        baris = self.kasus.kertas_kerja_set.first().baris_set.get(kode="2.14.02")
        alamat = reverse("measurement:baris_detail", args=[baris.pk])
        lembar = next(f for f in FormReader(self.loket.read(siapa, alamat)).semua if "nilai" in f.isi)
        isi = lembar.isi | {"nilai": "22,5", "alasan": "Menurut berita acara."}
        self.refuse(siapa, "koreksi", alamat, isi)
        assert self.loket.send(siapa, alamat, isi) == 302
        self.dikoreksi = True

    def fill_formulir(self, nomor, urutan, catatan):
        """Each unit's operator types, attaches and hands in; the last hand-in is the act."""
        semua = list(Formulir.objects.filter(periode=self.kasus.periode, status="dikirim").select_related("unit"))
        assert len(semua) == 2
        for satu in semua:
            siapa = f"bidang.{satu.unit.singkatan.lower()}"
            halaman = reverse("collection:formulir_detail", args=[satu.pk])
            serah = reverse("measurement:formulir_submit", args=[satu.pk])
            assert self.loket.send(siapa, self.link(nomor, urutan), {"versi": self.kasus.versi}) == 422
            teks = self.loket.read(siapa, halaman)
            assert not catatan or catatan in teks
            self.type_in(siapa, FormReader(teks).semua)
            self.refuse(siapa, "serah", serah, {}, (403, 404))
            lain = "bidang.kb" if siapa != "bidang.kb" else "bidang.dalduk"
            assert self.loket.send(lain, serah, {}) == 404
            assert self.loket.send(siapa, serah, {}) == 302
        self.jejak.append((nomor, urutan, "selesaikan", None, siapa))
        self.diisi += 1

    def type_in(self, siapa, semua):
        """Into the cells of the page, where there is something to type this time; evidence beside each figure."""
        baris = Realisasi.objects.filter(formulir__periode=self.kasus.periode).select_related("target__indikator")
        sel = {reverse("collection:realisasi_update", args=[satu.pk]): satu for satu in baris}
        for lembar in semua:
            kolom, isi = lembar.isi.get("kolom"), ""
            if not self.diisi:
                isi = SEKALI.get(kolom, "")
            if kolom == "nilai":
                isi = ISIAN[sel[lembar.alamat].target.indikator.kode][self.diisi]
            if not isi:
                continue
            self.refuse(siapa, kolom, lembar.alamat, lembar.isi | {"isi": "1"}, (403, 404))
            assert self.loket.send(siapa, lembar.alamat, lembar.isi | {"isi": isi}) == 302
            if kolom == "nilai" and not self.diisi:
                self.attach(siapa, sel[lembar.alamat])

    def attach(self, siapa, realisasi):
        alamat = reverse("collection:bukti_create", args=[realisasi.pk])
        isi = {"berkas": build_scan("bukti.pdf", PDF + alamat.encode())}
        self.refuse(siapa, "bukti", alamat, isi, (403, 404))
        assert self.loket.send(siapa, alamat, isi) == 302
        assert realisasi.bukti_set.count() == 1


DITANYA = set()
"""Kinds of door that were asked over HTTP by now, in whichever of the six."""

DIBACA = set()
"""Kinds of paper whose PDF was read by now, in whichever of the six."""

LUAR = {"kabid": "kepala", "bidang": "kepala"}
"""Whoever of the other office asks in a role that has a unit there."""


def take_all():
    return take_potret(), Naskah.objects.count()


def list_kertas(kasus):
    """(row, kind) → door, title and number of the paper that was made last for it, in the order of the rows."""
    hasil = {}
    semua = Naskah.objects.filter(disposisi__pengukuran=kasus).order_by("disposisi__urutan", "pk")
    for satu in semua.select_related("disposisi__tindakan__langkah", "nomor_surat"):
        kunci = (satu.disposisi.tindakan.langkah.nomor, satu.jenis)
        hasil[kunci] = (reverse("measurement:naskah_pdf", args=[satu.pk]), str(satu.nomor_surat or ""))
    for satu in Dokumen.objects.filter(pengukuran=kasus):
        nomor = kasus.disposisi_set.get(tindakan__transisi="tandatangani", aksi="selesaikan").tindakan.langkah.nomor
        hasil[nomor, "laporan"] = (reverse("measurement:dokumen_pdf", args=[satu.pk]), satu.nomor)
    return dict(sorted(hasil.items(), key=lambda satu: satu[0][0]))


def check_kertas(jalan, kantor):
    """The papers of the SOP's output column, no more and no fewer, with all that they have to say."""
    nama, pemerintah, kepala, zona, pola = kantor
    harap, ada = read_kertas(jalan.sop), list_kertas(jalan.kasus)
    assert sorted(ada) == sorted(harap)
    kertas_kerja = jalan.loket.read("pengawas", reverse("measurement:kertas_kerja_detail", args=[jalan.pk]))
    assert [k for k in (*ANGKA[jalan.sop in DIISI_ULANG].split(), "150,00", "110,00") if k not in kertas_kerja] == []
    for (nomor, jenis), kata in harap.items():
        alamat, register = ada[nomor, jenis]
        teks = read_kertas_satu(jalan, alamat, awal=(nomor, jenis) in find_awal(harap), jenis=jenis)
        t = f"S{nomor if jenis != 'sk_tim' else 3:02}"
        kata = [*kata, *BACA[jenis], pemerintah, nama, "Triwulan I 2026" if jenis != "sk_tim" else "2026"]
        if jenis in BERNOMOR or jenis == "laporan" or (jenis == "sk_tim" and nomor == 5):
            assert re.fullmatch(re.escape(pola).replace(r"\{urut\}", r"\d+").replace(r"\{tahun\}", "2026"), register)
            kata.append(register)
        elif jenis == "lembar_disposisi":
            assert re.fullmatch(r"\d+/2026", register)
            kata.append(f"Nomor agenda : {register}")
        else:
            assert register == ""
        kata += find_angka(jalan, jenis, kepala)
        data, hasil = ANGKA[jalan.sop in DIISI_ULANG].split()
        kata = [fill(k, t=t, zona=zona, data=data, hasil=hasil) for k in kata]
        hilang = [k for k in kata if (k.removeprefix("!").casefold() in teks.casefold()) == k.startswith("!")]
        assert not hilang, (jalan.sop, nomor, jenis, hilang, teks[:1500])
        assert ("KONSEP" in teks) == ("KONSEP" in kata), (jenis, nomor)
        assert jalan.loket.enter("kepala@dpmd-blora").get(alamat).status_code == 404


def find_awal(harap):
    """The drafts of a report before its last one: the same sheet at an earlier moment."""
    return sorted(kunci for kunci in harap if kunci[1] == "konsep_laporan")[:-1]


def read_kertas_satu(jalan, alamat, *, awal, jenis):
    """The words of the PDF; of an earlier draft (`awal`) those of the very page that it is laid out from.

    So too of a paper whose kind was laid out in another of the six: one template makes them all.
    """
    nomor = re.search(r"/naskah/(\d+)/", alamat)
    naskah = Naskah.objects.get(pk=nomor[1]) if nomor else None
    if not awal and (jenis not in DIBACA or hasattr(naskah, "bersegel")):
        DIBACA.add(jenis)
        with real_paper():
            return jalan.loket.read_pdf("pengawas", alamat)
    assert jalan.loket.enter("pengawas").get(alamat).content.startswith(b"%PDF-")
    return read_sebelum_cetak(naskah) if naskah else read_laporan(jalan.kasus.dokumen_set.get())


def find_angka(jalan, jenis, kepala):
    """The figures that a recapitulation and a report show: what was typed last, and the Kepala's correction."""
    akhir = ANGKA[jalan.sop in DIISI_ULANG]
    if jenis == "rekapitulasi":
        return [akhir, *TETAP]
    return [kepala, *akhir.split(), DIKOREKSI, "150,00", "110,00"] if jenis == "laporan" else []


def check_jejak(jalan):
    """Finished, every return walked, the trail as it was done, by whom it was done."""
    kasus = jalan.kasus
    assert (kasus.status, kasus.tindakan, jalan.belum) == ("selesai", None, [])
    semua = kasus.disposisi_set.order_by("urutan").select_related("tindakan__langkah", "pengguna")
    ada = [(d.tindakan.langkah.nomor, d.tindakan.urutan, d.aksi, d.kembali_ke, d.pengguna.username) for d in semua]
    assert ada == [(*satu, f"{siapa}.dispermades") for *satu, siapa in jalan.jejak]
    assert [d.urutan for d in semua] == list(range(1, len(ada) + 1))
    assert all(d.catatan for d in semua if d.aksi == "kembalikan")
    assert len(kasus.dokumen_set.filter(status="ditandatangani")) == sum(k[1] == "laporan" for k in read_kertas(jalan.sop))
    maju = [satu[:2] for satu in ada if satu[2] == "selesaikan"]
    assert list(dict.fromkeys(maju)) == [satu[:2] for satu in jalan.acts]


def test_the_six_make_every_kind_of_paper():
    assert {jenis for sop in KERTAS for _, jenis in read_kertas(sop)} == set(JenisNaskah.values())


@pytest.mark.parametrize(
    "semua",
    [("dispermades",), ("mahulu_pengumpulan", "mahulu_pengukuran"), ("dinas",), ("purwakarta",), ("banyumas",)],
    ids="-".join,
)
def test_the_sop_runs_as_it_is_on_paper(jam, semua):
    """Mahakam Ulu's collection comes first: what it gathered is what its measurement measures."""
    isi = KANTOR[semua[0].partition("_")[0]]
    kantor = create_kantor_kecil()
    kolom = dict(zip(("nama", "pemerintah", "sebutan_kepala", "zona", "pola_nomor"), isi, strict=True))
    PerangkatDaerah.objects.filter(pk=kantor.pk).update(**kolom | {"zona": ZONA[isi[3]]})
    kantor.refresh_from_db()
    pk = kantor.pk_set.get()
    pk.target_set.exclude(indikator__kode__in=ISIAN).delete()
    pk.pagu_set.exclude(sub_kegiatan__indikator_set__kode__in=ISIAN).delete()
    for sop in semua:
        teks = (SOP_CONTOH.parent / f"{BERKAS[sop]}.toml").read_text(encoding="utf-8")
        load_sop(kantor=kantor, teks=teks, berlaku_mulai=datetime.date(2019, 1, 1))
    for sop in semua:
        jalan = Jalan(kantor, sop).walk()
        check_jejak(jalan)
        check_kertas(jalan, isi)
    semua = NomorSurat.objects.filter(perangkat_daerah=kantor, tahun=2026).order_by("urut")
    for satu in (semua.filter(jenis="lembar_disposisi"), semua.exclude(jenis="lembar_disposisi")):
        urut = list(satu.values_list("urut", flat=True))
        assert urut == list(range(1, len(urut) + 1))
    assert semua.count() == Naskah.objects.exclude(nomor_surat=None).count() + Dokumen.objects.count()
