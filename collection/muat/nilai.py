"""The sheets of figures: targets of the Renstra, targets of the Perjanjian Kinerja, pagu."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from collection.angka import format_rupiah
from collection.enums import RUMUS_RENTANG, Konsolidasi, Rumus
from collection.keselarasan import TAHUNAN, TRIWULAN, TargetTahun, list_peringatan
from collection.models import Indikator, SubKegiatan, Target, TargetRenstra
from collection.models.bilangan import ATAS
from collection.models.perjanjian_kinerja import KOLOM_NILAI, NILAI_TARGET
from collection.muat.bahan import KOSONG, Bahan, Kunci, Pembaca, walk_baris, write_ubahan
from collection.muat.catatan import judge_nama, list_pecahan, write_persen
from collection.muat.mirip import tell_mirip
from collection.nilai import NilaiTarget, Rentang, build_target, split_target
from collection.resources import PaguResource, TargetRenstraResource, TargetResource
from collection.services.baca_target import map_renstra, write_tulisan
from collection.services.hasil_impor import BarisImpor, Ubahan
from collection.services.jejak import write_nilai
from collection.services.kolom import KODE, Tabel, read_teks
from collection.widget import NilaiWidget

TAK_DIKENAL = "Kode “{}” tidak dikenal sebagai {} kantor ini."
SISA_RENTANG = (
    "Baris {} (kolom {}): rumus {} memerlukan target satu angka, tetapi yang tersimpan tetap rentang: {}. Tulis target "
    "satu angka pada lembarnya dalam berkas ini; dengan rentang itu Perjanjian Kinerja tidak dapat ditetapkan."
)
PAGU_KOSONG = "Pagu tidak boleh dikosongkan. Tulis 0 bila tidak ada anggaran."
TULISAN = "tahunan_teks"
Nilai = dict[str, NilaiTarget | None]
T = TypeVar("T")


def load_target(bahan: Bahan, tabel: Tabel) -> list[BarisImpor]:
    """Targets of the year, each row with what does not agree in it."""
    kini = _map_target(bahan)
    bahan.renstra = {**map_renstra(bahan.kantor, bahan.tahun), **bahan.renstra}
    kolom = [nama for nama in NILAI_TARGET if nama in tabel.kolom]
    tempat = {n: _write_kolom(tabel, [n]) for n in (TAHUNAN, *TRIWULAN)} | {
        "+".join(TRIWULAN): _write_kolom(tabel, TRIWULAN)
    }
    hasil = []
    for baris in walk_baris(tabel):
        pembaca = Pembaca(TargetResource, tabel, baris)
        milik = _find(bahan, bahan.indikator, pembaca, "indikator")
        if milik is None:
            hasil.append(pembaca.build_baris(""))
            continue
        objek, kunci = milik
        semula = kini.get(kunci, {})
        isi = {nama: pembaca.read(nama, objek) for nama in kolom}
        tulisan = {TULISAN: _read_tulisan(pembaca, objek)} if TAHUNAN in kolom and not pembaca.galat else {}
        satu = _build(bahan, pembaca, objek, (semula, isi | tulisan), objek.write_nilai, kunci not in kini)
        if satu.jenis in ("baru", "berubah"):
            ubahan = write_kolom(semula, isi | tulisan)
            bahan.add_ubahan(Ubahan("target", None, {"indikator_id": kunci}, *ubahan, objek.nama))
        if satu.jenis != "salah":
            bahan.target_baru["target", kunci] = isi
            lengkap = build_tahun(objek, {**semula, **isi}, bahan.renstra.get(kunci))
            beda = [f"Baris {baris.nomor}: {p}" for p in list_peringatan(lengkap, objek.write_nilai, tempat)]
            satu.peringatan = [*list_pecahan(pembaca, objek, semula, isi), *beda]
        hasil.append(satu)
    return hasil


def _read_tulisan(pembaca: Pembaca, objek: Indikator) -> str:
    """How the annual target is written, where that is kept beside its number."""
    sel = pembaca.get_sel(TAHUNAN)
    return "" if sel is None else write_tulisan(objek, sel.nilai)


def count_tak_disebut(bahan: Bahan) -> int:
    """How many indicators and sub kegiatan no sheet of targets or pagu names, where there is one; call it last."""
    jumlah = 0
    for resource, semua in ((TargetResource, len(bahan.indikator)), (PaguResource, len(_map_sub(bahan)))):
        if resource in bahan.terbaca:
            jumlah += semua - sum(kunci[0] == resource.__name__ for kunci in bahan.terlihat)
    return jumlah


def _map_sub(bahan: Bahan) -> dict[str, tuple[SubKegiatan, Kunci]]:
    return {
        s.kode: (s.objek, s.kunci) for (jenis, _), isi in bahan.unsur.items() if jenis == "sub_kegiatan" for s in isi
    }


def _map_target(bahan: Bahan) -> dict[Kunci, Nilai]:
    if bahan.pk is None:
        return {}
    semua = Target.objects.filter(perjanjian_kinerja=bahan.pk).order_by()
    return {
        kunci: {TULISAN: tulisan, **{n: build_target(*isi[2 * i : 2 * i + 2]) for i, n in enumerate(NILAI_TARGET)}}
        for kunci, tulisan, *isi in semua.values_list("indikator", TULISAN, *KOLOM_NILAI)
    }


def build_tahun(objek: Indikator, nilai: Mapping[str, NilaiTarget | None], renstra: NilaiTarget | None) -> TargetTahun:
    """The row's targets as `keselarasan` compares them."""
    return TargetTahun(
        Konsolidasi(objek.konsolidasi), objek.target_kumulatif, Rumus(objek.rumus), nilai.get(TAHUNAN),
        [nilai.get(nama) for nama in TRIWULAN], renstra,
    )  # fmt: skip


def write_kolom(lama: Nilai, baru: Nilai) -> tuple[dict, dict]:
    """The targets that differ, as their columns are stored: of a range, before or after, both; else the one."""
    semula, kini = {}, {}
    for nama, isi in baru.items():
        if lama.get(nama, "" if nama == TULISAN else None) == isi:
            continue
        if nama == TULISAN:
            semula[nama], kini[nama] = lama.get(nama, ""), isi
            continue
        dulu = lama.get(nama)
        if not isinstance(dulu, Rentang) and not isinstance(isi, Rentang):
            semula[nama], kini[nama] = write_nilai(dulu), write_nilai(isi)
            continue
        (bawah_lama, atas_lama), (bawah, atas) = split_target(dulu), split_target(isi)
        semula[nama], kini[nama] = write_nilai(bawah_lama), write_nilai(bawah)
        if atas_lama is not None or atas is not None:
            kolom = ATAS.format(nama)
            semula[kolom], kini[kolom] = write_nilai(atas_lama), write_nilai(atas)
    return semula, kini


def load_pagu(bahan: Bahan, tabel: Tabel) -> list[BarisImpor]:
    """The year's pagu."""
    semua = bahan.pk.pagu_set.order_by().values_list("sub_kegiatan", "jumlah") if bahan.pk else []
    kini: dict[Kunci, Nilai] = {kunci: {"jumlah": jumlah} for kunci, jumlah in semua}
    milik, hasil = _map_sub(bahan), []
    for baris in walk_baris(tabel):
        pembaca = Pembaca(PaguResource, tabel, baris)
        satu = _find(bahan, milik, pembaca, "sub kegiatan")
        if satu is None:
            hasil.append(pembaca.build_baris(""))
            continue
        objek, kunci = satu
        semula, isi = kini.get(kunci, {}), {"jumlah": pembaca.read("jumlah", objek)} if pembaca.has("jumlah") else {}
        if kunci in kini and isi and isi["jumlah"] is None and not pembaca.galat:
            pembaca.refuse("jumlah", PAGU_KOSONG)
        hasil.append(_build(bahan, pembaca, objek, (semula, isi), format_rupiah, kunci not in kini))
        if hasil[-1].jenis in ("baru", "berubah"):
            label = f"Pagu {objek.nama}"
            bahan.add_ubahan(Ubahan("pagu", None, {"sub_kegiatan_id": kunci}, *write_ubahan(semula, isi), label))
    return hasil


def _list_tahun(bahan: Bahan) -> set[str]:
    """The years of the office's Renstra, stored or in the file."""
    semua = [s.objek for (jenis, _), isi in bahan.unsur.items() if jenis == "renstra" for s in isi]
    return {str(tahun) for satu in semua for tahun in range(satu.tahun_awal, satu.tahun_akhir + 1)}


def load_renstra(bahan: Bahan, tabel: Tabel) -> list[BarisImpor]:
    """Targets of the Renstra, a column for each year."""
    kini = _map_renstra_semua(bahan)
    kolom, tahun = [nama for nama in tabel.kolom if nama.isdigit()], _list_tahun(bahan)
    hasil = []
    for baris in walk_baris(tabel):
        pembaca = PembacaTahun(TargetRenstraResource, tabel, baris)
        milik = _find(bahan, bahan.indikator, pembaca, "indikator")
        if milik is None:
            hasil.append(pembaca.build_baris(""))
            continue
        objek, kunci = milik
        semula = kini.get(kunci, {})
        isi = {nama: pembaca.read(nama, objek) for nama in kolom}
        for luar in (nama for nama in kolom if isi[nama] is not None and nama not in tahun):
            pembaca.refuse(
                luar, f"Tahun {luar} di luar rentang Renstra kantor ini. Kosongkan selnya, atau tambah Renstranya."
            )
        satu = _build(bahan, pembaca, objek, (semula, isi), objek.write_nilai, kunci not in kini)
        if satu.jenis in ("baru", "berubah"):
            _add_tahun(bahan, objek, kunci, semula, isi)
        if satu.jenis != "salah":
            bahan.target_baru["targetrenstra", kunci] = isi
            satu.peringatan = list_pecahan(pembaca, objek, semula, isi)
        if satu.jenis != "salah" and str(bahan.tahun) in isi:
            bahan.renstra[kunci] = isi[str(bahan.tahun)]
        hasil.append(satu)
    return hasil


def _map_renstra_semua(bahan: Bahan) -> dict[Kunci, Nilai]:
    kini: dict[Kunci, Nilai] = {}
    semua = TargetRenstra.objects.filter(indikator__perangkat_daerah=bahan.kantor).exclude(nilai=None).order_by()
    for kunci, satu, *nilai in semua.values_list("indikator", "tahun", "nilai", "nilai_atas"):
        kini.setdefault(kunci, {})[str(satu)] = build_target(*nilai)
    return kini


def warn_rentang(bahan: Bahan) -> None:
    """Tell at its row where a changed rumus takes one number and a range stays; call it once every sheet is read.

    The import may be applied, the targets changed on their page; the agreement is not stipulated with such a range.
    """
    ganti = [satu for satu in bahan.rumus_baru if satu[0].rumus not in RUMUS_RENTANG]
    if not ganti:
        return
    asal = {"target": _map_target(bahan), "targetrenstra": _map_renstra_semua(bahan)}
    for objek, kunci, baris, huruf in ganti:
        sisa = [
            f"{_write_tempat(jenis, nama, bahan.tahun)} {objek.write_nilai(nilai)}"
            for jenis, kini in asal.items()
            for nama, nilai in {**kini.get(kunci, {}), **bahan.target_baru.get((jenis, kunci), {})}.items()
            if isinstance(nilai, Rentang)
        ]
        if sisa:
            baris.peringatan.append(
                SISA_RENTANG.format(baris.nomor, huruf, objek.get_rumus_display(), ", ".join(sisa))
            )


def _write_tempat(jenis: str, nama: str, tahun: int) -> str:
    """Which target it is, in words."""
    return f"target Renstra {nama}" if jenis == "targetrenstra" else f"{TargetResource.fields[nama].label} {tahun}"


def _add_tahun(bahan: Bahan, objek: Indikator, kunci: Kunci, lama: Nilai, baru: Nilai) -> None:
    for tahun in (nama for nama in baru if lama.get(nama) != baru[nama]):
        isi = write_kolom({"nilai": lama.get(tahun)}, {"nilai": baru[tahun]})
        milik = {"indikator_id": kunci, "tahun": int(tahun)}
        bahan.add_ubahan(Ubahan("targetrenstra", None, milik, *isi, f"{objek.nama} {tahun}"))


class PembacaTahun(Pembaca):
    """A row whose columns are years."""

    widget = NilaiWidget()

    def read(self, nama: str, objek: object = None) -> object:
        if not nama.isdigit():
            return super().read(nama, objek)
        try:
            return self.widget.clean(self.get_sel(nama), objek)
        except ValueError as galat:
            self.refuse(nama, str(galat))
            return None

    def get_label(self, nama: str) -> str:
        return f"Target {nama}" if nama.isdigit() else super().get_label(nama)


def _find(
    bahan: Bahan, semua: Mapping[str, tuple[T, Kunci]], pembaca: Pembaca, sebutan: str
) -> tuple[T, Kunci] | None:
    """What the row's code means; what is wrong with it is noted."""
    kode = read_teks(pembaca.get_sel(KODE))
    milik = semua.get(kode)
    if milik is None:
        pesan = TAK_DIKENAL.format(kode[:40], sebutan) + tell_mirip(bahan, sebutan, semua, kode)
        pembaca.refuse(KODE, pesan if kode else KOSONG)
    elif bahan.check_ganda(pembaca, pembaca.resource.__name__, kode):
        return None
    return milik


def _build(
    bahan: Bahan, pembaca: Pembaca, objek: Indikator | SubKegiatan, isi: tuple[Nilai, Nilai],
    tulis: Callable[[NilaiTarget | None], str], belum: bool,
) -> BarisImpor:  # fmt: skip
    """The row of the preview with the cells that change, in the order of the columns."""
    lama, baru = isi
    beda = [nama for nama in baru if lama.get(nama) != baru[nama] and nama != TULISAN]
    tulisan = [sisi.get(TULISAN, "") for sisi in isi] if TULISAN in baru else ["", ""]
    if tulisan[0] != tulisan[1] and TAHUNAN not in beda:
        beda.insert(0, TAHUNAN)
    catatan = judge_nama(bahan, pembaca, objek)
    satu = pembaca.build_baris(str(objek), "tetap" if not beda else "baru" if belum else "berubah")
    if satu.jenis != "salah" and any(tulisan):
        satu.sel = [
            pembaca.build_sel(
                n, *(s if n == TAHUNAN and s else tulis(x.get(n)) for s, x in zip(tulisan, isi, strict=True)),
                f"dibaca {tulis(baru[n])}" if n == TAHUNAN and tulisan[1] else "",
            ) for n in beda
        ]  # fmt: skip
    elif satu.jenis != "salah":
        persen = {n: write_persen(pembaca.get_sel(n), objek) for n in beda} if pembaca.berpersen else {}
        satu.sel = [pembaca.build_sel(n, tulis(lama.get(n)), tulis(baru[n]), persen.get(n, "")) for n in beda]
    satu.catatan = catatan
    return satu


def _write_kolom(tabel: Tabel, nama: Iterable[str]) -> str:
    """Where the figures stand in the file; what it leaves out is as it was stored."""
    huruf = [Pembaca.write_huruf(tabel, satu) for satu in nama if satu in tabel.kolom]
    return f" (kolom {', '.join(huruf)})" if huruf else " (tersimpan)"
