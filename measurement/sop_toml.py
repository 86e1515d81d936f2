"""An SOP as a TOML file: written so that it reads back into the same shape, and read from a file nobody vouches for."""

from collections.abc import Iterator, Sequence

from measurement.sop import IDENTITAS_DAFTAR, IDENTITAS_TEKS, Kesalahan, Langkah, Sop, SopError, Tindakan, read_sop

MAKS_BYTE = 96 * 1024
MAKS_TITIK = 300
"""Dots in one line: a dotted key of 60.000 parts keeps tomllib busy for a minute. An SOP has none."""

_LOLOS = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def read_berkas(isi: bytes) -> Sop:
    """The SOP in an uploaded file. Raises SopError with every reason why it is none.

    Whether it is lawful is another question: see `measurement.sop.find_errors`.
    """
    if len(isi) > MAKS_BYTE:
        raise _refuse(f"Berkas lebih dari {MAKS_BYTE // 1024} KB; berkas SOP jauh lebih kecil.")
    try:
        teks = isi.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as galat:
        raise _refuse("Berkas bukan teks UTF-8. Unggah berkas SOP berformat .toml.") from galat
    if any(baris.count(".") > MAKS_TITIK for baris in teks.split("\n")):
        raise _refuse(f"Ada baris dengan lebih dari {MAKS_TITIK} titik. Berkas ini bukan berkas SOP.")
    try:
        return read_sop(teks)
    except RecursionError as galat:
        raise _refuse("Isi berkas bersarang terlalu dalam. Berkas ini bukan berkas SOP.") from galat


def _refuse(pesan: str) -> SopError:
    return SopError([Kesalahan(None, pesan)])


def write_toml(sop: Sop) -> str:
    """The SOP as TOML text: `read_sop` of it gives an equal Sop, whatever its strings hold.

    Keys that an SOP may leave out and that are blank here are left out. Text that no file can hold (lone surrogates)
    is not looked for: neither a form nor a TOML file can bring it in.
    """
    kepala = {"kantor": sop.kantor, "prosedur": sop.prosedur, "nomor": sop.nomor, "nama": sop.nama}
    kepala |= {"jenis": sop.jenis.value} | ({"masukan": sop.masukan} if sop.masukan else {})
    baris = [*_write_isian(kepala), f"menit_per_hari = {sop.menit_per_hari}", "", "[identitas]"]
    for kunci in IDENTITAS_TEKS:
        baris.append(f"{kunci} = {write_teks(_take_teks(sop, kunci))}")
    for kunci in IDENTITAS_DAFTAR:
        baris += _write_daftar(kunci, [write_teks(satu) for satu in _take_daftar(sop, kunci)])
    if not sop.langkah:
        # Arrays of tables cannot be empty, and a plain key must stand before the first table.
        return "\n".join(["langkah = []", *baris, ""])
    for langkah in sop.langkah:
        baris += ["", "[[langkah]]", *_write_langkah(langkah)]
    return "\n".join([*baris, ""])


def _take_teks(sop: Sop, kunci: str) -> str:
    nilai = sop.identitas.get(kunci, "")
    return nilai if isinstance(nilai, str) else ""


def _take_daftar(sop: Sop, kunci: str) -> Sequence[str]:
    nilai = sop.identitas.get(kunci, ())
    return () if isinstance(nilai, str) else nilai


def _write_langkah(langkah: Langkah) -> Iterator[str]:
    yield f"nomor = {langkah.nomor}"
    yield f"uraian = {write_teks(langkah.uraian)}"
    yield f"pelaksana = [{', '.join(map(write_teks, langkah.pelaksana))}]"
    yield f"kelengkapan = {write_teks(langkah.kelengkapan)}"
    if langkah.dokumen:
        yield f"dokumen = [{', '.join(map(write_teks, langkah.dokumen))}]"
    yield f"waktu = {write_teks(langkah.waktu)}"
    if langkah.menit is not None:
        yield f"menit = {langkah.menit}"
    yield f"output = {write_teks(langkah.output)}"
    if langkah.catatan:
        yield f"catatan = {write_teks(langkah.catatan)}"
    yield from _write_daftar("tindakan", [_write_tindakan(satu) for satu in langkah.tindakan])


def _write_tindakan(tindakan: Tindakan) -> str:
    isi = {"jenis": tindakan.jenis.value, "peran": tindakan.peran.value}
    if tindakan.transisi is not None:
        isi["transisi"] = tindakan.transisi.value
    bagian = list(_write_isian(isi))
    if tindakan.kembali_ke:
        bagian.append(f"kembali_ke = [{', '.join(map(str, tindakan.kembali_ke))}]")
    return f"{{ {', '.join(bagian)} }}"


def _write_isian(isian: dict[str, str]) -> Iterator[str]:
    return (f"{kunci} = {write_teks(nilai)}" for kunci, nilai in isian.items())


def _write_daftar(kunci: str, nilai: list[str]) -> list[str]:
    """One member to a line: a changed member is one changed line for whoever compares two files."""
    return [f"{kunci} = [", *(f"  {satu}," for satu in nilai), "]"] if nilai else [f"{kunci} = []"]


def write_teks(teks: str) -> str:
    """A TOML basic string on one line: quotes, backslashes and all control characters are escaped."""
    return '"' + "".join(_LOLOS.get(huruf) or _write_huruf(huruf) for huruf in teks) + '"'


def _write_huruf(huruf: str) -> str:
    return f"\\u{ord(huruf):04X}" if ord(huruf) < 32 or ord(huruf) == 127 else huruf
