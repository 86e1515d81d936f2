"""All that may be wrong with an SOP, each by its step and its sentence."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collection.enums import Peran
from measurement.enums import JenisTindakan, Transisi
from measurement.sop import Kesalahan, Sop, Tindakan, find_errors
from tests.factories.alur_sop import WALKS, build_sop

SOP = build_sop("dispermades")
DINAS = build_sop("dinas")


def alter(nomor: int, /, sop: Sop = SOP, **isian) -> Sop:
    """The SOP with fields of one step replaced."""
    langkah = tuple(replace(baris, **isian) if baris.nomor == nomor else baris for baris in sop.langkah)
    return replace(sop, langkah=langkah)


def alter_tindakan(nomor: int, sop: Sop = SOP, urutan: int = 1, **isian) -> Sop:
    """The SOP with fields of one act replaced."""
    acts = list(next(baris.tindakan for baris in sop.langkah if baris.nomor == nomor))
    acts[urutan - 1] = replace(acts[urutan - 1], **isian)
    return alter(nomor, sop, tindakan=tuple(acts))


def drop(*nomor: int) -> Sop:
    return replace(SOP, langkah=tuple(baris for baris in SOP.langkah if baris.nomor not in nomor))


RAPAT_SK = 'Pada status "Rapat dan persiapan" hanya SK Tim yang ditandatangani atau dikembalikan.'
SESUDAH_ARSIP = 'Tidak boleh ada tindakan sesudah transisi "arsipkan".'
BELUM_DIVERIFIKASI = "Laporan belum diverifikasi Sekretaris sejak pengajuan terakhir."
BELUM_DILIHAT = "Laporan belum dilihat Kepala sejak pengajuan terakhir."
PERIKSA = Tindakan(JenisTindakan.PERIKSA, Peran.SEKRETARIS)
STAF = Tindakan(JenisTindakan.PENGGANDAAN, Peran.STAF)

RUSAK = {
    "no steps": (replace(SOP, langkah=()), [(None, "SOP belum berisi langkah.")]),
    "unknown procedure": (
        replace(SOP, prosedur="lakip"),
        [(None, 'Prosedur "lakip" tidak dikenal; pilihannya: pengukuran_kinerja, pengumpulan_data_kinerja.')],
    ),
    "day without minutes": (
        replace(SOP, menit_per_hari=0),
        [(None, "Menit per hari harus lebih dari nol.")],
    ),
    "nothing measured": (
        alter_tindakan(8, jenis=JenisTindakan.REKAP),
        [(None, 'SOP belum memuat tindakan "pengukuran".')],
    ),
    "nothing gathered": (
        alter_tindakan(7, alter_tindakan(7, jenis=JenisTindakan.LAPOR), 2, jenis=JenisTindakan.LAPOR),
        [(None, 'SOP belum memuat tindakan "himpun" atau "pengisian".')],
    ),
    "gap in the numbers": (drop(5), [(6, "Nomor langkah seharusnya 5.")]),
    "number twice": (alter(5, nomor=4), [(4, "Nomor langkah seharusnya 5.")]),
    "does not begin at 1": (drop(1), [
        (2, "Nomor langkah seharusnya 1."),
        (6, 'Tindakan 1: Transisi "mulai_pengumpulan" tidak sah dari status "Menunggu perintah Kepala".'),
    ]),
    "step without acts": (alter(9, tindakan=()), [(9, "Belum ada tindakan.")]),
    "zero minutes": (alter(1, waktu="0 menit", menit=0), [(1, "Menit harus lebih dari nol.")]),
    "minutes disagree": (
        alter(2, waktu="4 Jam", menit=24),
        [(2, 'Waktu "4 Jam" berarti 240 menit, tetapi tertulis 24 menit.')],
    ),
    "minutes missing": (
        alter(3, waktu="1 Hari"), [(3, 'Waktu "1 Hari" berarti 450 menit, tetapi tertulis tanpa menit.')],
    ),
    "minutes without a printed time": (
        alter(16, menit=15), [(16, 'Waktu "" berarti tanpa menit, tetapi tertulis 15 menit.')],
    ),
    "time cannot be read": (
        alter(5, waktu="sebentar"),
        [(5, 'Waktu "sebentar" tidak terbaca; tulis angka dengan menit, jam atau hari.')],
    ),
    "role not lawful": (
        alter_tindakan(10, peran=Peran.KABID),
        [(10, 'Tindakan 1: Peran "kabid" tidak berwenang atas "ajukan"; yang berwenang: "kasubag" atau '
              '"staf" atau "tim_sakip".')],
    ),
    "role that never acts": (
        alter_tindakan(9, peran=Peran.PENGAWAS),
        [(9, 'Tindakan 1: Peran "pengawas" tidak dapat memegang tindakan.')],
    ),
    "transition skipped": (
        alter_tindakan(10, transisi=None),
        [(11, 'Tindakan 1: Transisi "verifikasi" tidak sah dari status "Kertas kerja".'),
         (11, 'Tindakan 1: Status "Kertas kerja" tidak mengenal pengembalian.'),
         (14, f"Tindakan 1: {BELUM_DIVERIFIKASI}"),
         (14, f"Tindakan 1: {BELUM_DILIHAT}")],
    ),
    "transition twice": (
        alter_tindakan(9, transisi=Transisi.MULAI_PENGUKURAN),
        [(9, 'Tindakan 1: Transisi "mulai_pengukuran" tidak sah dari status "Kertas kerja".')],
    ),
    "return named as a transition": (
        alter_tindakan(13, transisi=Transisi.KEMBALIKAN),
        [(13, 'Tindakan 1: Transisi "kembalikan" tidak boleh ditulis sebagai transisi sebuah tindakan.')],
    ),
    "cancelling named as a transition": (
        alter_tindakan(5, transisi=Transisi.BATALKAN),
        [(5, 'Tindakan 1: Transisi "batalkan" tidak boleh ditulis sebagai transisi sebuah tindakan.')],
    ),
    "not filed": (
        alter_tindakan(16, transisi=None),
        [(16, 'Alur berakhir pada status "Penggandaan dan pengarsipan", seharusnya "Selesai".')],
    ),
    "acts after filing": (
        alter(16, tindakan=(*SOP.langkah[15].tindakan, STAF)), [(16, f"Tindakan 2: {SESUDAH_ARSIP}")],
    ),
    "reopened after filing": (
        alter(16, tindakan=(*SOP.langkah[15].tindakan, SOP.langkah[11].tindakan[0])),
        [(16, f"Tindakan 2: {SESUDAH_ARSIP}"), (16, 'Tindakan 2: Status "Selesai" tidak mengenal pengembalian.')],
    ),
    "filed before the copies": (
        alter_tindakan(15, transisi=Transisi.ARSIPKAN), [(16, f"Tindakan 1: {SESUDAH_ARSIP}")],
    ),
    "return to a step that is not there": (
        alter_tindakan(11, kembali_ke=(8, 99)),
        [(11, "Tindakan 1: Langkah 99 sebagai tujuan pengembalian tidak ada.")],
    ),
    "return to the same step": (
        alter_tindakan(14, kembali_ke=(14,)),
        [(14, "Tindakan 1: Langkah 14 sebagai tujuan pengembalian bukan langkah sebelumnya.")],
    ),
    "return to a later step": (
        alter_tindakan(12, kembali_ke=(13,)),
        [(12, "Tindakan 1: Langkah 13 sebagai tujuan pengembalian bukan langkah sebelumnya.")],
    ),
    "return before the order": (
        alter_tindakan(11, kembali_ke=(1,)),
        [(11, 'Tindakan 1: Status "Verifikasi Sekretaris" tidak dapat kembali ke langkah 1 dengan status '
              '"Menunggu perintah Kepala".')],
    ),
    "return to the signature": (
        alter_tindakan(14, kembali_ke=(13,)),
        [(14, 'Tindakan 1: Status "Tanda tangan Kepala" tidak dapat kembali ke langkah 13 dengan status '
              '"Tanda tangan Kepala".')],
    ),
    "return from a status that knows none": (
        alter(9, tindakan=(replace(PERIKSA, kembali_ke=(8,)),)),
        [(9, 'Tindakan 1: Status "Kertas kerja" tidak mengenal pengembalian.')],
    ),
    "return by an act that decides nothing": (
        alter_tindakan(13, kembali_ke=(12,)),
        [(13, 'Tindakan 1: Jenis "lapor" tidak dapat mengembalikan; hanya "koreksi" atau "periksa" atau '
              '"tanda_tangan" atau "terima".')],
    ),
    "return in rapat without a SK Tim": (
        alter(3, tindakan=(replace(PERIKSA, kembali_ke=(2,)),)), [(3, f"Tindakan 1: {RAPAT_SK}")],
    ),
    "return in rapat past the draft of the SK Tim": (
        alter_tindakan(4, DINAS, kembali_ke=(2,)), [(4, f"Tindakan 1: {RAPAT_SK}")],
    ),
    "signature in rapat before the SK Tim": (
        alter(2, DINAS, tindakan=(Tindakan(JenisTindakan.TANDA_TANGAN, Peran.KEPALA),)),
        [(2, f"Tindakan 1: {RAPAT_SK}")],
    ),
    "signature that signs nothing": (
        alter(15, tindakan=(Tindakan(JenisTindakan.TANDA_TANGAN, Peran.KEPALA),)),
        [(15, 'Tindakan 1: Jenis "tanda_tangan" harus membawa transisi "tandatangani".')],
    ),
    "signed by another act": (
        alter_tindakan(14, jenis=JenisTindakan.PERIKSA),
        [(14, 'Tindakan 1: Transisi "tandatangani" hanya untuk jenis "tanda_tangan", bukan "periksa".')],
    ),
    "forms filled in while measuring": (
        alter(9, tindakan=(Tindakan(JenisTindakan.PENGISIAN, Peran.BIDANG),)),
        [(9, 'Tindakan 1: Jenis "pengisian" hanya pada status "Pengumpulan data", bukan "Kertas kerja".')],
    ),
    "corrected and signed but never verified": (
        alter(11, alter_tindakan(12, alter_tindakan(10, transisi=Transisi.AJUKAN_KOREKSI), kembali_ke=(8,)),
              tindakan=(Tindakan(JenisTindakan.LAPOR, Peran.SEKRETARIS),)),
        [(14, f"Tindakan 1: {BELUM_DIVERIFIKASI}")],
    ),
    "approved without a correction": (
        alter(12, alter_tindakan(11, transisi=Transisi.SETUJUI),
              tindakan=(Tindakan(JenisTindakan.LAPOR, Peran.SEKRETARIS),)),
        [(11, 'Tindakan 1: Transisi "setujui" hanya sesudah koreksi Kepala.'),
         (14, 'Tindakan 1: Status "Tanda tangan Kepala" tidak dapat kembali ke langkah 12 dengan status '
              '"Tanda tangan Kepala".')],
    ),
}  # fmt: skip


@pytest.mark.parametrize("nama", RUSAK)
def test_find_errors_names_step_and_sentence(nama):
    sop, kesalahan = RUSAK[nama]
    assert find_errors(sop) == [Kesalahan(langkah, pesan) for langkah, pesan in kesalahan]


def test_find_errors_lists_the_whole_first_and_then_by_step():
    sop = replace(alter(2, alter(9, menit=1), nomor=-2), prosedur="lakip")
    assert [kesalahan.langkah for kesalahan in find_errors(sop)] == [None, -2, 9]


def test_find_errors_lets_a_sk_tim_be_drafted_twice():
    konsep, periksa = (DINAS.langkah[urutan].tindakan[0] for urutan in (2, 3))
    assert find_errors(alter(4, DINAS, tindakan=(konsep, periksa))) == []


def test_kesalahan_reads_as_a_sentence():
    assert str(Kesalahan(4, "Belum ada tindakan.")) == "Langkah 4: Belum ada tindakan."
    assert str(Kesalahan(None, "SOP belum berisi langkah.")) == "SOP belum berisi langkah."


TINDAKAN = st.builds(
    Tindakan,
    st.sampled_from(JenisTindakan),
    st.sampled_from(Peran),
    st.none() | st.sampled_from(Transisi),
    st.lists(st.integers(-2, 20), max_size=3).map(tuple),
)
PERUBAHAN = st.fixed_dictionaries(
    {},
    optional={
        "nomor": st.integers(-3, 20),
        "waktu": st.text(max_size=8) | st.sampled_from(["1 Hari", "4 jam 3", "10 menit"]),
        "menit": st.none() | st.integers(),
        "tindakan": st.lists(TINDAKAN, max_size=4).map(tuple),
    },
)


@given(nama=st.sampled_from(list(WALKS)), perubahan=st.dictionaries(st.integers(1, 16), PERUBAHAN, max_size=5))
@settings(deadline=None)
def test_find_errors_survives_any_mutation(nama, perubahan):
    sop = build_sop(nama)
    langkah = tuple(replace(baris, **perubahan.get(baris.nomor, {})) for baris in sop.langkah)
    rusak = replace(sop, langkah=langkah)
    assert all(isinstance(kesalahan.pesan, str) for kesalahan in find_errors(rusak))
    assert not find_errors(rusak) or rusak != sop


@given(tindakan=st.lists(TINDAKAN, max_size=12))
@settings(deadline=None)
def test_lawful_sops_are_verified_and_seen_before_arsip(tindakan):
    """Inserted anywhere, acts never make a lawful SOP whose last hand-in was not verified and seen."""
    for sisip in range(0, 16, 5):
        acts = (*SOP.langkah[sisip].tindakan, *tindakan)
        sop = alter(sisip + 1, tindakan=acts)
        if not find_errors(sop):
            transisi = [t.transisi for baris in sop.langkah for t in baris.tindakan if t.transisi]
            serah = max(urutan for urutan, nama in enumerate(transisi) if nama.startswith("ajukan"))
            assert {"verifikasi", "setujui"} & set(transisi[serah:])
