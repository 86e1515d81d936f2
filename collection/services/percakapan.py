"""The conversation about one row: commented, answered, marked as settled, opened again; and who is called to it."""

from collections.abc import Iterable

from django.db.models import Count, Max, Q
from django.utils import timezone

from collection.enums import JenisKomentar, JenisPanggilan, Peran
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Formulir, Komentar, Panggilan, Pengguna, RealisasiAnggaran
from collection.queries import list_penugasan, scope_formulir
from collection.queries_formulir import Baris, list_pembaca, scope_komentar, write_kunci_baris
from collection.services.jejak import audited, write_jejak

PANJANG_KOMENTAR = 2000


def say_komentar(
    *, baris: Baris, isi: str, user: Pengguna, sebut: Iterable[int] = (), jenis: JenisKomentar = JenisKomentar.KOMENTAR
) -> Komentar:
    """Add to the row's conversation; `sebut` are keys of people who are called to it.

    Whoever sees the row may speak, in whatever state its form is. Raises AksesError for others, IsianError for an
    empty or too long text and for a person who may not see the row, BentrokError for what is settled or open already.
    """
    formulir = baris.formulir
    with audited(kantor=formulir.periode.perangkat_daerah, user=user, aksi=f"percakapan_{jenis}", objek=baris):
        Formulir.objects.select_for_update(of=("self",)).get(pk=formulir.pk)
        if not scope_formulir(user).filter(pk=formulir.pk).exists():
            raise AksesError("Baris ini di luar wewenang Anda.")
        teks = _read_isi(isi, jenis)
        _require_keadaan(baris, jenis)
        komentar = add_komentar(baris, jenis, teks, user, find_sebutan(user, formulir), sebut=_pick(formulir, sebut))
        write_jejak(
            kantor=formulir.periode.perangkat_daerah, user=user, aksi=f"percakapan_{jenis}", objek=komentar,
            baru={"baris": str(baris), "isi": teks},
        )  # fmt: skip
    return komentar


def _read_isi(isi: str, jenis: JenisKomentar) -> str:
    teks = isi.strip()
    if not teks and jenis == JenisKomentar.KOMENTAR:
        raise IsianError("Tulis komentarnya.", {"isi": ["Tulis komentarnya."]})
    if len(teks) > PANJANG_KOMENTAR:
        pesan = f"Komentar paling banyak {PANJANG_KOMENTAR} huruf."
        raise IsianError(pesan, {"isi": [pesan]})
    return teks


def _require_keadaan(baris: Baris, jenis: JenisKomentar) -> None:
    terakhir = baris.komentar_set.last()
    if jenis == JenisKomentar.SELESAI and (terakhir is None or terakhir.jenis == JenisKomentar.SELESAI):
        raise BentrokError("Percakapan ini tidak sedang terbuka. Muat ulang halaman.")
    if jenis == JenisKomentar.BUKA and (terakhir is None or terakhir.jenis != JenisKomentar.SELESAI):
        raise BentrokError("Percakapan ini sudah terbuka. Muat ulang halaman.")


def _pick(formulir: Formulir, sebut: Iterable[int]) -> list[Pengguna]:
    diminta = set(sebut)
    dipilih = [orang for orang in list_pembaca(formulir) if orang.pk in diminta] if diminta else []
    if len(dipilih) < len(diminta):
        raise IsianError("Yang disebut harus dapat melihat baris ini.", {"sebut": ["Pilih orang dari daftar."]})
    return dipilih


def find_sebutan(user: Pengguna, formulir: Formulir) -> str:
    """As what the user speaks of the form: the own unit's role before one of the whole office."""
    semua = list_penugasan(user).filter(perangkat_daerah=formulir.periode.perangkat_daerah_id)
    urut = sorted(semua, key=lambda satu: (satu.unit_id != formulir.unit_id, satu.peran == Peran.ADMIN))
    return urut[0].sebutan if urut else ""


def add_komentar(
    baris: Baris, jenis: JenisKomentar, isi: str, user: Pengguna, sebutan: str, *, sebut: Iterable[Pengguna] = (),
    operator: Iterable[Pengguna] = (),
) -> Komentar:  # fmt: skip
    """Write the entry and call people to it; inside a transaction whose caller has asked whether the user may."""
    tempat = {"anggaran" if isinstance(baris, RealisasiAnggaran) else "realisasi": baris}
    komentar = Komentar.objects.create(jenis=jenis.value, isi=isi, pengguna=user, sebutan=sebutan, **tempat)
    pembaca = {orang.pk for orang in list_pembaca(baris.formulir)}
    dulu = baris.komentar_set.exclude(pk=komentar.pk).order_by().values_list("pengguna", flat=True)
    panggil = dict.fromkeys(set(dulu) & pembaca, JenisPanggilan.BALAS)
    panggil |= dict.fromkeys((orang.pk for orang in operator), JenisPanggilan.KEMBALI)
    panggil |= dict.fromkeys((orang.pk for orang in sebut), JenisPanggilan.SEBUT)
    panggil.pop(user.pk, None)
    kini, kantor = timezone.now(), baris.formulir.periode.perangkat_daerah
    Panggilan.objects.bulk_create(
        Panggilan(
            formulir=baris.formulir, komentar=komentar, jenis=macam.value, pengguna_id=pk, oleh=user,
            hari=kantor.hari_ini(), dibuat_pada=kini,
        )
        for pk, macam in sorted(panggil.items())
    )  # fmt: skip
    return komentar


def read_percakapan(*, baris: Baris, user: Pengguna) -> int:
    """The user has opened the row's conversation: its calls count as read; how many did."""
    tempat = {"komentar__anggaran" if isinstance(baris, RealisasiAnggaran) else "komentar__realisasi": baris}
    return Panggilan.objects.filter(pengguna=user, dibaca_pada=None, **tempat).update(dibaca_pada=timezone.now())


def map_percakapan(user: Pengguna, formulir: Formulir) -> dict[str, dict[str, int | bool]]:
    """Name of each row of the form that was spoken of → how many entries, whether it is open, how many unread."""
    milik = scope_komentar(user).filter(Q(realisasi__formulir=formulir) | Q(anggaran__formulir=formulir)).order_by()
    baru = Count("panggilan_set", filter=Q(panggilan_set__pengguna=user, panggilan_set__dibaca_pada=None))
    hitung = milik.values("realisasi", "anggaran").annotate(
        jumlah=Count("pk", distinct=True), terakhir=Max("pk"), baru=baru
    )
    semua = list(hitung)
    selesai = set(
        Komentar.objects.filter(pk__in=[s["terakhir"] for s in semua], jenis=JenisKomentar.SELESAI.value)
        .order_by().values_list("pk", flat=True)
    )  # fmt: skip
    return {
        f"r{s['realisasi']}" if s["realisasi"] else f"a{s['anggaran']}": {
            "jumlah": s["jumlah"], "terbuka": s["terakhir"] not in selesai, "baru": s["baru"],
        }
        for s in semua
    }  # fmt: skip


def write_alamat_percakapan(komentar: Komentar) -> str:
    """The name of the row that the entry is about, as its address carries it."""
    return write_kunci_baris(komentar.realisasi or komentar.anggaran)
