"""The verdict on each row of a published table: what its own numbers give, and what became of them in print.

The table is judged by the default Metodologi, without cap and floor. A figure is `ya` when the row's own target and
realisasi give it at the decimals that it was printed with; `tidak` when they do not, with the explanation that fits;
and `tidak dapat diperiksa` where there is nothing to compare.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from collection.angka import format_angka
from collection.enums import Rumus
from measurement.capaian import Capaian
from measurement.enums import Alasan
from measurement.periksa_tabel import kelompok, kolom
from measurement.periksa_tabel.anggota import Angka, is_rekap, is_rerata, is_total
from measurement.periksa_tabel.baca import SKALA_SEMUA, Sel, read_sel
from measurement.periksa_tabel.baris import (
    JAUH,
    LEBIH,
    Dibaca,
    Hitungan,
    choose,
    compute_hitungan,
    fit_strip,
    list_tercetak,
    measure_jauh,
    read_baris,
)
from measurement.periksa_tabel.jumlah import note_jumlah
from measurement.periksa_tabel.komponen import (
    Total,
    find_rerata_realisasi,
    find_rerata_total,
    find_total,
    fit_komponen,
)
from measurement.periksa_tabel.kosong import judge_tanpa_angka, write_tanpa_cetak
from measurement.periksa_tabel.pita import note_kategori
from measurement.periksa_tabel.sebab import Pasangan, Sebab, Tercetak, compute_persis, is_cocok, list_sebab
from measurement.periksa_tabel.selingan import is_judul_ulang, list_is_judul
from measurement.periksa_tabel.token import is_inggris
from measurement.periksa_tabel.verdict import (
    TAK_DIPERIKSA,
    TANPA_NILAI,
    TIDAK,
    TIDAK_DITEMUKAN,
    YA,
    Verdict,
    end,
    get_kategori,
    join,
    rewrite,
    write_cocok,
)

__all__ = ["TAK_DIPERIKSA", "TIDAK", "YA", "Verdict", "check_tabel"]
RASIO_TABEL = "Tabel ini menghitung “makin rendah makin baik” dengan T / R × 100."


def check_tabel(tabel: Sequence[Mapping[str, Sel]]) -> list[Verdict]:
    """A verdict for each row, given by field (measurement.periksa_tabel.kolom). Never raises."""
    inggris = is_inggris(baris[n].teks for baris in tabel for n in kolom.ANGKA if n in baris)
    tabel = fit_strip(tabel)
    dibaca = [
        None if judul else read_baris(baris, inggris)
        for judul, baris in zip(list_is_judul(tabel), tabel, strict=True)
    ]
    dibaca = _fit_turun(tabel, dibaca, inggris)
    angka = kelompok.resolve_rataan(_name_angka(tabel, [_build_angka(satu) for satu in dibaca], dibaca))
    return [
        _judge_judul() if satu is None else note_jumlah(
            _note_kategori(_judge(satu, angka, tempat), baris, satu), angka, tempat
        )
        for tempat, (baris, satu) in enumerate(zip(tabel, dibaca, strict=True))
    ]


def _note_kategori(verdict: Verdict, baris: Mapping[str, Sel], dibaca: Dibaca) -> Verdict:
    cetak = next((b.nilai for b in dibaca.tercetak.pilihan if isinstance(b.nilai, Decimal)), None)
    return note_kategori(verdict, baris.get(kolom.KATEGORI, Sel("")).teks, cetak)


def _fit_turun(tabel: Sequence[Mapping[str, Sel]], dibaca: list[Dibaca | None], inggris: bool) -> list[Dibaca | None]:
    """Two rumus are for "less is better". A table that names neither is held to MIN_RASIO where most rows follow it.

    One row that follows the default is enough to hold all others to it: a table that mixes the two is told so. So are
    as many rows that follow neither as those that follow MIN_RASIO: a single figure is no habit of a table.
    """
    terbuka = [n for n, satu in enumerate(dibaca) if satu and not satu.tegas and satu.semua]
    rasio = {n: read_baris(tabel[n], inggris, turun=Rumus.MIN_RASIO) for n in terbuka}
    pakai_selisih = pakai_rasio = lain = 0
    for n, menurut_rasio in rasio.items():
        semula = dibaca[n]
        selisih_cocok = any(h.cocok for h in semula.semua) if semula else False
        rasio_cocok = any(h.cocok for h in menurut_rasio.semua)
        pakai_selisih += selisih_cocok and not rasio_cocok
        pakai_rasio += rasio_cocok and not selisih_cocok
        lain += measure_jauh(menurut_rasio.semua) == JAUH and any(h.tercetak for h in menurut_rasio.semua)
    if pakai_selisih or pakai_rasio <= lain:
        return dibaca
    return [rasio[n]._replace(catatan=RASIO_TABEL) if n in rasio else satu for n, satu in enumerate(dibaca)]


def _name_angka(
    tabel: Sequence[Mapping[str, Sel]], angka: Sequence[Angka], dibaca: Sequence[Dibaca | None]
) -> list[Angka]:
    """Each with the sasaran that it stands under, and with what it calls itself."""
    hasil, sasaran = [], ""
    for baris, satu, isi in zip(tabel, angka, dibaca, strict=True):
        if not is_judul_ulang(baris):
            judul = "" if isi else baris.get(kolom.INDIKATOR, Sel("")).teks.strip()
            sasaran = baris.get(kolom.SASARAN, Sel("")).teks.strip() or judul or sasaran
        nama = isi.nama if isi else ""
        hasil.append(
            satu._replace(
                sasaran=sasaran, total=is_total(nama), rekap=is_rekap(nama), bobot=_read_bobot(baris),
                ringkas=is_total(nama) or is_rerata(nama),
            )
        )  # fmt: skip
    return hasil


def _read_bobot(baris: Mapping[str, Sel]) -> Decimal | None:
    """The row's weight in a mean; None where none can be read."""
    semua = read_sel(baris.get(kolom.BOBOT, Sel("")), satuan="%", inggris=False).pilihan
    return next((b.nilai for b in semua if isinstance(b.nilai, Decimal)), None)


def _build_angka(baris: Dibaca | None) -> Angka:
    """The row for adding up, in the reading that was chosen."""
    pilihan = choose(baris.semua) if baris else None
    if baris is None:
        return Angka()
    if pilihan is None:
        cetak = next((b.nilai for b in baris.tercetak.pilihan if isinstance(b.nilai, Decimal)), None)
        polos = baris.target.kosong and baris.realisasi.kosong
        induk = polos and cetak is not None and (baris.komponen is None or is_total(baris.nama))
        return Angka(
            tercetak=cetak, anggota=not induk and not (polos and baris.komponen is None), induk=induk, uang=baris.uang,
            satuan=baris.satuan, komponen=baris.komponen, dinilai=bool(cetak) and baris.realisasi.tak_terbaca,
        )  # fmt: skip
    target = pilihan.pasangan.target.nilai
    milik = fit_komponen(baris.komponen, pilihan.pasangan.realisasi.nilai)
    # the printed realisasi, where its components give it: these are added up apart
    tertulis = [b for b in baris.realisasi.pilihan if baris.komponen and isinstance(b.nilai, Decimal)]
    realisasi = next(iter(tertulis), pilihan.pasangan.realisasi)
    return Angka(
        target if isinstance(target, Decimal) else None,
        realisasi.nilai if isinstance(realisasi.nilai, Decimal) else None,
        pilihan.persis,
        pilihan.tercetak.nilai if pilihan.tercetak else None,
        anggota=True, uang=baris.uang, satuan=baris.satuan, desimal=realisasi.desimal,
        rumus=pilihan.pasangan.rumus, komponen=milik, cocok=pilihan.cocok,
    )  # fmt: skip


def _judge_judul() -> Verdict:
    return Verdict(cocok="", penjelasan="Baris judul atau catatan: tidak ada angka yang dibandingkan.")


def _judge(baris: Dibaca, angka: Sequence[Angka], tempat: int) -> Verdict:
    total = find_total(angka, tempat, baris.nama)
    if total and (dari_total := _judge_total(baris, angka[tempat], total)):
        return dari_total
    if not baris.semua:
        return _judge_kelompok(baris, angka, tempat) or judge_tanpa_angka(baris)
    pilihan = choose(baris.semua)
    if pilihan is None:
        return _judge_ragu(baris)
    catatan = join(
        baris.catatan, _write_cara(pilihan.pasangan), _write_skala(pilihan.pasangan), _note_lebih(baris, pilihan.hasil)
    )
    dasar = Verdict(
        capaian=pilihan.hasil.terhitung, kategori=get_kategori(pilihan.hasil.terhitung), alasan=pilihan.hasil.alasan,
        penjelasan=join(end(pilihan.hasil.penjelasan), catatan),
    )  # fmt: skip
    if pilihan.tercetak is None:
        return replace(dasar, penjelasan=join(dasar.penjelasan, write_tanpa_cetak(baris)))
    if pilihan.cocok:
        return rewrite(dasar, YA, write_cocok(pilihan.tercetak))
    if is_rerata(baris.nama) and (milik := _judge_kelompok(baris, angka, tempat)) and milik.cocok == YA:
        return milik
    sebab = list_sebab(pilihan.pasangan, pilihan.persis, pilihan.tercetak)
    rerata = kelompok.find_rerata_anggota(angka, tempat, baris.nama, pilihan.tercetak)
    if total and not rerata:
        rerata = find_rerata_realisasi(total, angka[tempat]) or find_rerata_total(total, pilihan.tercetak)
    tertulis = _find_tertulis(baris, pilihan)
    if tertulis:  # the components tell what was rounded, so nothing else of that kind is supposed
        sebab = [satu for satu in sebab if satu.kode != "masukan_belum_dibulatkan"]
    return _judge_tidak(dasar, pilihan, [*(satu for satu in (rerata, tertulis) if satu), *sebab])


def _find_tertulis(baris: Dibaca, pilihan: Hitungan) -> Sebab | None:
    """Whether the figure follows from the realisasi as it is written, where its components give another."""
    rumus, target, _ = pilihan.pasangan
    if not baris.komponen or pilihan.tercetak is None:
        return None
    for satu in baris.realisasi.pilihan:
        if is_cocok(compute_persis(rumus, target.nilai, satu.nilai), pilihan.tercetak):
            nilai = format_angka(satu.nilai, desimal=satu.desimal) if isinstance(satu.nilai, Decimal) else ""
            kata = "yang tertulis" if baris.beda else "yang sudah dibulatkan"
            return Sebab("realisasi_dibulatkan", f"dihitung dari realisasi {nilai} {kata}, bukan dari komponennya")
    return None


def _judge_total(baris: Dibaca, angka: Angka, total: Total) -> Verdict | None:
    """A row that adds up the components of others, from their sums; None where its own numbers agree with these."""
    tercetak = next((satu for satu in list_tercetak(baris.tercetak, baris.teks_tercetak) if satu), None)
    pilihan = compute_hitungan(total.pasangan, tercetak)
    if baris.semua and (pilihan.persis == angka.capaian or tercetak is None):
        return None
    dasar = Verdict(
        pilihan.hasil.terhitung, get_kategori(pilihan.hasil.terhitung), pilihan.hasil.alasan,
        penjelasan=join(total.kalimat, end(pilihan.hasil.penjelasan), baris.catatan if baris.semua else ""),
    )  # fmt: skip
    if tercetak is None:
        return replace(dasar, penjelasan=join(dasar.penjelasan, write_tanpa_cetak(baris)))
    if pilihan.cocok:
        return rewrite(dasar, YA, write_cocok(tercetak))
    rerata = find_rerata_realisasi(total, angka) or find_rerata_total(total, tercetak)
    if baris.semua and not rerata:
        return None
    return _judge_tidak(dasar, pilihan, [rerata] if rerata else list_sebab(total.pasangan, pilihan.persis, tercetak))


def _judge_tidak(dasar: Verdict, pilihan: Hitungan, sebab: Sequence[Sebab]) -> Verdict:
    tercetak = pilihan.tercetak
    teks = tercetak.teks if tercetak else ""
    if not sebab:
        if pilihan.hasil.terhitung is None:
            kata = f"Tercetak {teks}, padahal menurut target dan realisasinya tidak ada nilai."
            return rewrite(dasar, TIDAK, kata, TANPA_NILAI)
        kata = f"Tercetak {teks}; tidak ditemukan penjelasan yang cocok."
        return rewrite(dasar, TIDAK, kata, TIDAK_DITEMUKAN)
    kata = f"Tercetak {teks}: {'; atau '.join(s.kalimat for s in sebab)}."
    return rewrite(dasar, TIDAK, kata, sebab[0].kode)


def _judge_kelompok(baris: Dibaca, angka: Sequence[Angka], tempat: int) -> Verdict | None:
    """A row that prints a figure alone, for the rows around it; None where it stands for none."""
    cetak = next((b for b in baris.tercetak.pilihan if isinstance(b.nilai, Decimal)), None)
    sendiri = angka[tempat].induk or is_rerata(baris.nama)
    if cetak is None or not sendiri or not isinstance(cetak.nilai, Decimal):
        return None
    tercetak = Tercetak(cetak.nilai, cetak.desimal, baris.teks_tercetak)
    rataan = kelompok.find_rataan(angka, tempat, baris.nama, tercetak)
    if rataan is None:
        return None
    kalimat = rataan.kalimat[0].upper() + rataan.kalimat[1:]
    kategori = "" if rataan.dijumlahkan else get_kategori(rataan.nilai)
    dasar = Verdict(rataan.nilai, kategori, Alasan.DIHITUNG, penjelasan=f"{kalimat}.")
    if rataan.cocok:
        return rewrite(dasar, YA, write_cocok(tercetak))
    kata = rataan.sebab.kalimat if rataan.sebab else "tidak ditemukan penjelasan yang cocok"
    kode = rataan.sebab.kode if rataan.sebab else TIDAK_DITEMUKAN
    return rewrite(dasar, TIDAK, f"Tercetak {baris.teks_tercetak}: {kata}.", kode)


def _judge_ragu(baris: Dibaca) -> Verdict:
    """Numbers that can be read in two ways, and no printed figure bears one out."""
    cara = {
        f"{_write_cara(h.pasangan).rstrip('.')}: {format_angka(h.hasil.mentah) or 'tanpa nilai'}" for h in baris.semua
    }
    kata = f"Angka dapat dibaca lebih dari satu cara. {'; '.join(sorted(cara))}."
    tercetak = next((h.tercetak for h in baris.semua if h.tercetak), None)
    if tercetak is None:
        return Verdict(alasan=Alasan.TIDAK_DAPAT_DIUKUR, penjelasan=join(kata, baris.catatan), sebab="ambigu")
    kata += f" Tidak satu pun memberi {tercetak.teks} yang tercetak."
    return Verdict(None, "", Alasan.TIDAK_DAPAT_DIUKUR, TIDAK, join(kata, baris.catatan), "ambigu")


def _note_lebih(baris: Dibaca, hasil: Capaian) -> str:
    """A figure hidden behind `>100%`."""
    if hasil.mentah is None or not LEBIH.fullmatch(baris.teks_tercetak):
        return ""
    return f"Tercetak “{baris.teks_tercetak}”, bukan angka; nilai sebenarnya {format_angka(hasil.mentah)}."


def _write_skala(pasangan: Pasangan) -> str:
    """Which scale a predicate was taken to be of: no table says."""
    skala = SKALA_SEMUA.get(pasangan.target.jenis)
    if not skala:
        return ""
    return f"Skala yang dianggap: {pasangan.target.jenis} ({', '.join(f'{kata} {n}' for kata, n in skala.items())})."


def _write_cara(pasangan: Pasangan) -> str:
    cara = list(dict.fromkeys(b.cara for b in (pasangan.target, pasangan.realisasi) if b.cara))
    kalimat = f"{', '.join(cara)}." if cara else ""
    return kalimat[:1].upper() + kalimat[1:]
