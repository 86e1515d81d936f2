"""The law of a case as data: who moves it, from where to where, and which acts may carry the move.

Perpres 29/2014 asks an office to measure its performance and to report it; the statuses, roles and order
are what the SOPs of five offices share. An office's SOP is data and stays inside this law:
`measurement.sop.find_errors` compares the two. The transitions themselves are in models/pengukuran.py.
"""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from collection.enums import Peran
from measurement.enums import JenisSop, JenisTindakan, Status, Transisi


class Hukum(NamedTuple):
    """One transition: lawful sources, its target (None: the status of the step returned to), lawful roles."""

    sumber: frozenset[Status]
    tujuan: Status | None
    peran: frozenset[Peran]


PELAKSANA = frozenset(Peran) - {Peran.ADMIN, Peran.PENGAWAS}
"""Roles that may hold an act: Admin keeps the installation, the Inspektorat only reads."""

URUTAN_STATUS: Mapping[Status, int] = {
    Status.DISPOSISI: 0,
    Status.RAPAT: 1,
    Status.PENGUMPULAN: 2,
    Status.KERTAS_KERJA: 3,
    # One rank: Banyumas corrects before it verifies, the others verify first; both orders are lawful.
    Status.VERIFIKASI: 4,
    Status.KOREKSI: 4,
    Status.TANDA_TANGAN: 5,
    Status.ARSIP: 6,
    Status.SELESAI: 7,
    Status.DIBATALKAN: 8,
}

KEMBALI_DARI = frozenset({Status.RAPAT, Status.VERIFIKASI, Status.KOREKSI, Status.TANDA_TANGAN})
"""Where `kembalikan` is lawful. In `rapat` it is for the SK Tim only and stays inside `rapat`."""

KEMBALI_KE = frozenset({Status.RAPAT, Status.PENGUMPULAN, Status.KERTAS_KERJA, Status.VERIFIKASI, Status.KOREKSI})
"""Where a return may land: neither before the Kepala's order nor at the signature itself."""

BATAL_DARI = frozenset(status for status in Status if URUTAN_STATUS[status] < URUTAN_STATUS[Status.ARSIP])


def _make_hukum(sumber: Status, tujuan: Status, *peran: Peran) -> Hukum:
    return Hukum(frozenset({sumber}), tujuan, frozenset(peran))


HUKUM: Mapping[Transisi, Hukum] = {
    Transisi.DISPOSISIKAN: _make_hukum(Status.DISPOSISI, Status.RAPAT, Peran.KEPALA),
    Transisi.MULAI_PENGUMPULAN: _make_hukum(
        Status.RAPAT, Status.PENGUMPULAN, Peran.KEPALA, Peran.SEKRETARIS, Peran.TIM_SAKIP, Peran.PERENCANA
    ),
    Transisi.MULAI_PENGUKURAN: _make_hukum(
        Status.PENGUMPULAN, Status.KERTAS_KERJA, Peran.TIM_SAKIP, Peran.KABID, Peran.KASUBAG
    ),
    Transisi.AJUKAN: _make_hukum(Status.KERTAS_KERJA, Status.VERIFIKASI, Peran.TIM_SAKIP, Peran.KASUBAG, Peran.STAF),
    Transisi.AJUKAN_KOREKSI: _make_hukum(Status.KERTAS_KERJA, Status.KOREKSI, Peran.TIM_SAKIP, Peran.KASUBAG),
    Transisi.VERIFIKASI: _make_hukum(Status.VERIFIKASI, Status.KOREKSI, Peran.SEKRETARIS),
    Transisi.MINTA_VERIFIKASI: _make_hukum(Status.KOREKSI, Status.VERIFIKASI, Peran.KEPALA),
    Transisi.KOREKSI: _make_hukum(Status.KOREKSI, Status.TANDA_TANGAN, Peran.KEPALA),
    Transisi.SETUJUI: _make_hukum(Status.VERIFIKASI, Status.TANDA_TANGAN, Peran.SEKRETARIS),
    Transisi.TANDATANGANI: _make_hukum(Status.TANDA_TANGAN, Status.ARSIP, Peran.KEPALA),
    Transisi.TERIMA: _make_hukum(Status.KOREKSI, Status.ARSIP, Peran.KEPALA),
    Transisi.ARSIPKAN: _make_hukum(Status.ARSIP, Status.SELESAI, Peran.STAF, Peran.TIM_SAKIP, Peran.SEKRETARIS),
    Transisi.KEMBALIKAN: Hukum(KEMBALI_DARI, None, frozenset({Peran.KEPALA, Peran.SEKRETARIS})),
    Transisi.TARIK: Hukum(
        frozenset({Status.VERIFIKASI, Status.KOREKSI}), Status.KERTAS_KERJA,
        frozenset({Peran.TIM_SAKIP, Peran.KASUBAG, Peran.STAF}),
    ),
    Transisi.BATALKAN: Hukum(BATAL_DARI, Status.DIBATALKAN, frozenset({Peran.KEPALA})),
}  # fmt: skip

BUKAN_LANGKAH = frozenset({Transisi.KEMBALIKAN, Transisi.TARIK, Transisi.BATALKAN})
"""Offered by the case beside its acts; an SOP never names them as what an act carries."""

PENYERAHAN = frozenset({Transisi.AJUKAN, Transisi.AJUKAN_KOREKSI})
"""Hand-ins: what was verified or seen before the last one does not count any more."""

TANDA_DIVERIFIKASI = frozenset({Transisi.VERIFIKASI, Transisi.SETUJUI})
TANDA_DIKOREKSI = frozenset({Transisi.KOREKSI, Transisi.MINTA_VERIFIKASI})
TANDA_DILIHAT = TANDA_DIKOREKSI | {Transisi.TANDATANGANI, Transisi.TERIMA}

JENIS_PUTUSAN = frozenset(
    {JenisTindakan.PERIKSA, JenisTindakan.KOREKSI, JenisTindakan.TERIMA, JenisTindakan.TANDA_TANGAN}
)
"""Acts that decide yes or no; only they may return a case."""

JENIS_WAJIB: Mapping[Transisi, JenisTindakan] = {
    Transisi.DISPOSISIKAN: JenisTindakan.PERINTAH,
    Transisi.VERIFIKASI: JenisTindakan.PERIKSA,
    Transisi.SETUJUI: JenisTindakan.PERIKSA,
    Transisi.KOREKSI: JenisTindakan.KOREKSI,
    Transisi.MINTA_VERIFIKASI: JenisTindakan.KOREKSI,
    Transisi.TANDATANGANI: JenisTindakan.TANDA_TANGAN,
    Transisi.TERIMA: JenisTindakan.TERIMA,
}
"""The act that a transition with legal effect needs; the other transitions may close any act."""

TRANSISI_WAJIB: Mapping[JenisTindakan, frozenset[Transisi]] = {
    JenisTindakan.KOREKSI: TANDA_DIKOREKSI,
    JenisTindakan.TERIMA: frozenset({Transisi.TERIMA}),
    JenisTindakan.TANDA_TANGAN: frozenset({Transisi.TANDATANGANI}),
}
"""Acts that are nothing without their transition. The signature of an SK Tim (in `rapat`) is exempt."""

STATUS_WAJIB: Mapping[JenisTindakan, Status] = {
    JenisTindakan.PENGISIAN: Status.PENGUMPULAN,
    JenisTindakan.PENGUKURAN: Status.KERTAS_KERJA,
}
"""Acts that work on forms or kertas kerja, which are open in one status only."""

TAK_TERTARIK = frozenset(
    {JenisTindakan.PENGISIAN, JenisTindakan.HIMPUN, JenisTindakan.TANDA_TANGAN, JenisTindakan.TERIMA}
)
"""Acts that whoever did them may not take back: they closed other people's forms, or they are a signature."""

PROSEDUR: Mapping[str, tuple[frozenset[JenisTindakan], ...]] = {
    "pengukuran_kinerja": (
        frozenset({JenisTindakan.PENGUKURAN}),
        frozenset({JenisTindakan.PENGISIAN, JenisTindakan.HIMPUN}),
    ),
    "pengumpulan_data_kinerja": (frozenset({JenisTindakan.PENGISIAN, JenisTindakan.HIMPUN}),),
}
"""The procedures and the acts without which they are none: one of each set."""


def find_pelanggaran_prosedur(prosedur: str, jenis: JenisSop, masukan: str, ada: Set[JenisTindakan]) -> list[str]:
    """Indonesian sentences, why a procedure that holds these kinds of act is none.

    A collection does not measure. A measurement with `masukan` takes its data from the finished case of that
    procedure (Mahakam Ulu, SOP 9.1 into 9.2): it gathers them from there, and no unit fills in again.
    """
    if prosedur not in PROSEDUR:
        return [f'Prosedur "{prosedur}" tidak dikenal; pilihannya: {", ".join(PROSEDUR)}.']
    kurang = [wajib for wajib in PROSEDUR[prosedur] if not wajib & ada]
    pesan = [f"SOP belum memuat tindakan {join_pilihan(wajib)}." for wajib in kurang]
    if jenis == JenisSop.PENGUMPULAN and JenisTindakan.PENGUKURAN in ada:
        pesan.append('SOP berjenis "pengumpulan" tidak memuat tindakan "pengukuran".')
    return pesan + (_check_masukan(prosedur, jenis, masukan, ada) if masukan else [])


def _check_masukan(prosedur: str, jenis: JenisSop, masukan: str, ada: Set[JenisTindakan]) -> list[str]:
    pesan = []
    if masukan not in PROSEDUR or masukan == prosedur:
        pesan.append(f'Masukan "{masukan}" bukan prosedur lain yang dikenal.')
    if jenis != JenisSop.PENGUKURAN or JenisTindakan.HIMPUN not in ada or JenisTindakan.PENGISIAN in ada:
        pesan.append('SOP dengan masukan mengukur, memuat tindakan "himpun", dan tidak memuat "pengisian".')
    return pesan


def may_return(dari: Status, ke: Status) -> bool:
    """Whether a case in `dari` may be returned to a step that is performed in `ke`."""
    if dari not in KEMBALI_DARI or ke not in KEMBALI_KE:
        return False
    return URUTAN_STATUS[ke] <= URUTAN_STATUS[dari]


def may_withdraw(jenis: JenisTindakan, transisi: Transisi | None) -> bool:
    """Whether whoever finished such an act may take it back while nobody has acted on it: records and hand-ins."""
    return jenis not in TAK_TERTARIK and (transisi is None or transisi in PENYERAHAN)


def write_tak_tertarik(jenis: JenisTindakan, transisi: Transisi | None) -> str:
    """Why such an act is not taken back by whoever finished it, and what may be done instead; empty where it may be.

    `HUKUM[TARIK]` goes back to the kertas kerja alone: an order, a decision or a signature moved the office.
    """
    if may_withdraw(jenis, transisi):
        return ""
    if transisi == Transisi.DISPOSISIKAN:
        return (
            "Perintah yang sudah dikeluarkan tidak ditarik kembali: pengukuran sudah dimulai dengannya. Bila keliru, "
            "batalkan pengukuran dengan alasannya, lalu buka yang baru."
        )
    if transisi == Transisi.TANDATANGANI:
        return (
            f"{jenis.label} tidak ditarik kembali. Laporan yang keliru diganti dengan revisi: Kepala membuka kembali "
            "pengukuran ini sesudah Staf mengarsipkannya."
        )
    if jenis in (JenisTindakan.TANDA_TANGAN, JenisTindakan.TERIMA):
        akibat = "dibatalkan selama pengukuran berjalan, atau dibuka kembali sebagai revisi sesudah diarsipkan"
        return f"{jenis.label} tidak ditarik kembali. Yang keliru {akibat}."
    if jenis in (JenisTindakan.PERIKSA, JenisTindakan.KOREKSI):
        minta = "minta pemegang langkah berikutnya mengembalikannya"
        return f"Keputusan pemeriksaan tidak ditarik kembali. Bila keliru, {minta}."
    return "Langkah ini sudah membuka atau menutup formulir unit, jadi tidak ditarik kembali."


def find_pelanggaran(jenis: JenisTindakan, peran: Peran, transisi: Transisi | None, status: Status) -> list[str]:
    """Indonesian sentences, why an act of this kind, role and transition is unlawful in this status."""
    pesan = _check_jenis(jenis, transisi, status)
    if peran not in PELAKSANA:
        pesan.append(f'Peran "{peran}" tidak dapat memegang tindakan.')
    if transisi is not None:
        pesan += _check_transisi(jenis, peran, transisi, status)
    return pesan


def _check_jenis(jenis: JenisTindakan, transisi: Transisi | None, status: Status) -> list[str]:
    pesan = []
    wajib = TRANSISI_WAJIB.get(jenis)
    sk_tim = jenis == JenisTindakan.TANDA_TANGAN and status == Status.RAPAT
    if wajib and transisi not in wajib and not sk_tim:
        pesan.append(f'Jenis "{jenis}" harus membawa transisi {join_pilihan(wajib)}.')
    if STATUS_WAJIB.get(jenis, status) != status:
        pesan.append(f'Jenis "{jenis}" hanya pada status "{STATUS_WAJIB[jenis].label}", bukan "{status.label}".')
    return pesan


def _check_transisi(jenis: JenisTindakan, peran: Peran, transisi: Transisi, status: Status) -> list[str]:
    if transisi in BUKAN_LANGKAH:
        return [f'Transisi "{transisi}" tidak boleh ditulis sebagai transisi sebuah tindakan.']
    pesan = []
    if status not in HUKUM[transisi].sumber:
        pesan.append(f'Transisi "{transisi}" tidak sah dari status "{status.label}".')
    if peran in PELAKSANA and peran not in HUKUM[transisi].peran:
        pesan.append(
            f'Peran "{peran}" tidak berwenang atas "{transisi}"; yang berwenang: {join_pilihan(HUKUM[transisi].peran)}.'
        )
    if JENIS_WAJIB.get(transisi, jenis) != jenis:
        pesan.append(f'Transisi "{transisi}" hanya untuk jenis "{JENIS_WAJIB[transisi]}", bukan "{jenis}".')
    return pesan


def find_pelanggaran_kembali(jenis: JenisTindakan, peran: Peran, dari: Status) -> list[str]:
    """Indonesian sentences, why an act of this kind and role may not return a case from this status."""
    pesan = []
    if jenis not in JENIS_PUTUSAN:
        pesan.append(f'Jenis "{jenis}" tidak dapat mengembalikan; hanya {join_pilihan(JENIS_PUTUSAN)}.')
    berwenang = HUKUM[Transisi.KEMBALIKAN].peran
    if peran in PELAKSANA and peran not in berwenang:
        pesan.append(f'Peran "{peran}" tidak dapat mengembalikan; hanya {join_pilihan(berwenang)}.')
    if dari not in KEMBALI_DARI:
        pesan.append(f'Status "{dari.label}" tidak mengenal pengembalian.')
    return pesan


def find_pelanggaran_jejak(jejak: Sequence[tuple[Transisi, Peran]]) -> list[str]:
    """Indonesian sentences, why the last of these transitions may not follow the ones before it.

    The invariant, whatever the SOP: nothing reaches `arsip` that was not verified by a Sekretaris and
    seen by a Kepala after the last hand-in. Takes a plan (an SOP's walk) or a history (a case's).
    """
    if not jejak:
        return []
    transisi, sejak, pesan = jejak[-1][0], _cut_jejak(jejak), []
    if transisi == Transisi.SETUJUI and not _has(sejak, TANDA_DIKOREKSI, Peran.KEPALA):
        pesan.append('Transisi "setujui" hanya sesudah koreksi Kepala.')
    if HUKUM[transisi].tujuan == Status.ARSIP:
        if not _has(sejak, TANDA_DIVERIFIKASI, Peran.SEKRETARIS):
            pesan.append("Laporan belum diverifikasi Sekretaris sejak pengajuan terakhir.")
        if not _has(sejak, TANDA_DILIHAT, Peran.KEPALA):
            pesan.append("Laporan belum dilihat Kepala sejak pengajuan terakhir.")
    return pesan


def _cut_jejak(jejak: Sequence[tuple[Transisi, Peran]]) -> Sequence[tuple[Transisi, Peran]]:
    """What came after the last hand-in; nothing counts where there was none."""
    penyerahan = [urutan for urutan, (transisi, _) in enumerate(jejak) if transisi in PENYERAHAN]
    return jejak[penyerahan[-1] + 1 :] if penyerahan else ()


def _has(jejak: Sequence[tuple[Transisi, Peran]], tanda: frozenset[Transisi], oleh: Peran) -> bool:
    return any(transisi in tanda and peran == oleh for transisi, peran in jejak)


def join_pilihan(pilihan: frozenset[Peran] | frozenset[Transisi] | frozenset[JenisTindakan]) -> str:
    """The values in quotes, sorted, with "atau": the wording of a sentence must not hang on set order."""
    return " atau ".join(f'"{nilai}"' for nilai in sorted(pilihan))
