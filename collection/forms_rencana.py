"""Forms of the Perencana: the Perjanjian Kinerja and the plan. Rules are in services."""

from django import forms
from django.forms import modelform_factory
from django.utils.html import escape

from collection.enums import Frekuensi, JenisTautan, TingkatStandar
from collection.forms_kantor import TanggalField
from collection.models import (
    Indikator,
    Kegiatan,
    PerjanjianKinerja,
    PerjanjianPejabat,
    Program,
    Renstra,
    Sasaran,
    SubKegiatan,
    Tujuan,
)
from collection.models.indikator import PENGALI_BAKU, split_baris
from collection.services.indikator import BEKU, BENTUK, KOMPONEN, find_beku, find_salah_bentuk


class TeksField(forms.CharField):
    """A text of several lines."""

    def __init__(self, baris: int = 3, **kwargs: object) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": baris}), **kwargs)


class AlasanForm(forms.Form):
    """Why the agreement is changed."""

    alasan = TeksField(
        label="Alasan perubahan", max_length=1000,
        help_text="Misalnya: pergeseran anggaran pada APBD Perubahan, atau perubahan indikator Renstra.",
    )  # fmt: skip


class PkForm(
    modelform_factory(
        PerjanjianKinerja,
        fields=["nomor", "tanggal", "alasan", "pihak_kedua", "jabatan_pihak_kedua"],
        field_classes={"tanggal": TanggalField},
        labels={"nomor": "Nomor", "tanggal": "Tanggal ditandatangani"},
        help_texts={
            "pihak_kedua": "Atasan langsung Kepala yang menandatangani sebagai pihak kedua, misalnya nama Bupati.",
            "jabatan_pihak_kedua": "Misalnya Bupati Banjarnegara.",
        },
    )
):
    """What a draft says of itself; the first version of a year has no reason."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.versi == 1:
            del self.fields["alasan"]


class PejabatForm(
    modelform_factory(
        PerjanjianPejabat,
        fields=["jenjang", "unit", "jabatan", "nama", "nip", "pangkat", "atasan", "nomor", "tanggal"],
        field_classes={"tanggal": TanggalField},
        labels={"nama": "Nama lengkap dengan gelar", "atasan": "Pihak kedua", "tanggal": "Tanggal ditandatangani"},
        help_texts={
            "unit": "Kosongkan hanya untuk Kepala.",
            "atasan": "Atasan langsung. Kosongkan untuk Kepala: pihak keduanya disebut pada Perjanjian Kinerja kantor.",
        },
    )
):
    """One official under one version of the office's agreement."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        pk = self.instance.perjanjian_kinerja
        self.fields["unit"].queryset = pk.perangkat_daerah.unit_set.all()
        self.fields["unit"].empty_label = "Seluruh kantor"
        self.fields["atasan"].queryset = pk.pejabat_set.exclude(pk=self.instance.pk)
        self.fields["atasan"].label_from_instance = lambda satu: f"{satu.jabatan} ({satu.nama or 'belum ada nama'})"
        self.fields["atasan"].empty_label = "Pilih atasan"


class RenstraForm(
    modelform_factory(
        Renstra, fields=["nama", "tahun_awal", "tahun_akhir"],
        labels={"nama": "Nama Renstra", "tahun_awal": "Tahun pertama", "tahun_akhir": "Tahun terakhir"},
    )
):  # fmt: skip
    """The five-year plan."""

    def clean(self) -> dict:
        """The model's own constraint has no words for people."""
        isi = super().clean()
        awal, akhir = isi.get("tahun_awal"), isi.get("tahun_akhir")
        if awal and akhir and not awal <= akhir <= awal + 9:
            self.add_error("tahun_akhir", "Tulis tahun sesudah tahun pertama, paling banyak sepuluh tahun seluruhnya.")
        return isi


TujuanForm = modelform_factory(Tujuan, fields=["kode", "uraian"], help_texts={"kode": "Misalnya T1."})
SasaranForm = modelform_factory(Sasaran, fields=["kode", "uraian"], help_texts={"kode": "Misalnya S1."})
KegiatanForm = modelform_factory(Kegiatan, fields=["kode", "nama"], labels={"nama": "Nama kegiatan"})


class ProgramForm(
    modelform_factory(
        Program, fields=["kode", "nama", "sasaran"],
        labels={"nama": "Nama program", "sasaran": "Sasaran yang didukung"},
        help_texts={"kode": "Menurut Kepmendagri 900.1.15.5-1317/2023, misalnya 2.13.04."},
    )
):  # fmt: skip
    """A program; the sasaran are those of its office."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        kantor = self.instance.perangkat_daerah
        self.fields["sasaran"].empty_label = "Belum dipilih"
        self.fields["sasaran"].queryset = Sasaran.objects.filter(tujuan__renstra__perangkat_daerah=kantor)


class SubKegiatanForm(
    modelform_factory(
        SubKegiatan, fields=["kode", "nama", "unit"],
        labels={"nama": "Nama sub kegiatan", "unit": "Unit penanggung jawab"},
    )
):  # fmt: skip
    """A sub kegiatan; the units are those of its office."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].empty_label = "Pilih unit"
        self.fields["unit"].queryset = self.instance.kegiatan.program.perangkat_daerah.unit_set.all()


FORM_UNSUR = {
    "renstra": RenstraForm, "tujuan": TujuanForm, "sasaran": SasaranForm, "program": ProgramForm,
    "kegiatan": KegiatanForm, "sub_kegiatan": SubKegiatanForm,
}  # fmt: skip


class IndikatorForm(
    modelform_factory(
        Indikator,
        fields=[
            "kode", "nama", "jenis", "unit", "satuan", "desimal", "rumus", "skala", "konsolidasi", "target_kumulatif",
            "label_pembilang", "label_penyebut", "pengali", "definisi", "alasan_pemilihan", "cara_hitung",
            "sumber_data", "penyedia_data", "frekuensi", "tahun_baseline", "batasan", "bukti_diminta", "urutan",
        ],
        labels={
            "nama": "Nama indikator", "jenis": "Jenis", "skala": "Skala predikat", "urutan": "Urutan",
            "konsolidasi": "Penggabungan triwulan",
            "target_kumulatif": "Target triwulan ditulis kumulatif (25, 50, 75, 100)", "sumber_data": "Sumber data",
            "penyedia_data": "Penyedia data", "label_pembilang": "Nama pembilang", "label_penyebut": "Nama penyebut",
            "pengali": "Pengali", "bukti_diminta": "Bukti yang diminta",
        },
        help_texts={
            "rumus": "Target rumus rentang ditulis dengan dua batas, misalnya 80 s.d. 90; yang lain satu angka.",
            "target_kumulatif": "", "skala": "Hanya untuk rumus Predikat.",
            "label_pembilang": "Isi bila realisasi dihitung dari dua angka, misalnya: desa yang menyampaikan laporan. "
            "Unit lalu mengisi keduanya. Kosongkan bila realisasi satu angka.",
            "label_penyebut": "Misalnya: seluruh desa.",
            "pengali": "Realisasi = pembilang / penyebut × pengali.",
            "penyedia_data": "Siapa yang memberi datanya, misalnya BPS atau Bidang Pemdes.",
            "batasan": "Apa yang tidak termasuk, atau keterbatasan datanya.",
            "bukti_diminta": "Satu per baris, misalnya: Berita acara rekonsiliasi data. Unit melihatnya sebagai daftar "
            "periksa pada formulirnya.",
            "urutan": "Indikator dengan angka kecil tampil lebih dahulu.",
        },
    )
):  # fmt: skip
    """An indicator with its manual."""

    baseline = forms.CharField(
        label="Kondisi awal (baseline)", required=False, max_length=40,
        help_text="Nilai sebelum Renstra dimulai, dalam satuan indikator.",
    )  # fmt: skip
    field_order = [
        "kode", "nama", "jenis", "unit", "satuan", "desimal", "rumus", "skala", "konsolidasi", "target_kumulatif",
        "label_pembilang", "label_penyebut", "pengali", "definisi", "alasan_pemilihan", "cara_hitung", "sumber_data",
        "penyedia_data", "frekuensi", "baseline", "tahun_baseline", "batasan", "bukti_diminta", "urutan",
    ]  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = self.instance.perangkat_daerah.unit_set.all()
        self.fields["pengali"].required = False
        for nama in ("definisi", "alasan_pemilihan", "cara_hitung", "batasan", "bukti_diminta", "nama"):
            self.fields[nama].widget.attrs["rows"] = 3
        self.fields["unit"].empty_label, self.fields["skala"].empty_label = "Pilih unit", "Tanpa skala"
        self.fields["frekuensi"].choices = [("", "Belum ditentukan"), *Frekuensi.choices()]
        if self.instance.pk:
            self.initial["baseline"] = self.instance.write_nilai(self.instance.baseline)
        self.beku = find_beku(self.instance)
        if self.beku:
            self._lock_beku()

    def _lock_beku(self) -> None:
        """Show what froze as it is, with the reason beside; once a value exists, components stay or stay away.

        A page from before it froze sends these fields too: they are taken as sent, and the service refuses a change.
        """
        terkunci = [*BEKU, *(() if self.instance.berkomponen else KOMPONEN)]
        bebas = self.is_bound and any(self.add_prefix(nama) in self.data for nama in terkunci)
        for nama in terkunci:
            self.fields[nama].disabled = not bebas
            self.fields[nama].help_text = escape(f"Tidak dapat diubah lagi: {self.beku}.")
        if self.instance.berkomponen:
            for nama in KOMPONEN:
                self.fields[nama].help_text = escape(f"Namanya dapat diganti, tetapi tidak dikosongkan: {self.beku}.")

    def clean(self) -> dict:
        """The model's own constraint has no words for people."""
        isi = super().clean()
        isi["pengali"] = isi.get("pengali") or PENGALI_BAKU
        isi["bukti_diminta"] = "\n".join(split_baris(isi.get("bukti_diminta", "")))
        if all(nama in isi for nama in BENTUK):
            for nama, pesan in find_salah_bentuk(isi).items():
                self.add_error(nama, pesan)
        return isi


class TautanForm(forms.Form):
    """A tie from one indicator to one of another unit of the office."""

    jenis = forms.ChoiceField(
        label="Hubungan", choices=JenisTautan.choices(),
        help_text="Mendukung: indikator ini membantu tercapainya indikator itu.",
    )  # fmt: skip
    ke = forms.ModelChoiceField(
        label="Indikator unit lain", queryset=Indikator.objects.none(), empty_label="Pilih indikator"
    )
    keterangan = forms.CharField(
        label="Keterangan", required=False, max_length=250,
        help_text="Misalnya apa yang dikerjakan masing-masing unit.",
    )  # fmt: skip

    def __init__(self, indikator: Indikator, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        semua = indikator.perangkat_daerah.indikator_set.exclude(unit=indikator.unit_id).select_related("unit")
        self.fields["ke"].queryset = semua
        self.fields["ke"].label_from_instance = lambda satu: f"{satu.kode} {satu.nama} ({satu.unit})"


class StandarForm(forms.Form):
    """A national or province's figure beside which the indicator is held."""

    tingkat = forms.ChoiceField(label="Tingkat", choices=TingkatStandar.choices())
    tahun = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)
    nilai = forms.CharField(label="Nilai", max_length=40, help_text="Dalam satuan indikator.")
    sumber = forms.CharField(
        label="Sumber", max_length=250, help_text="Di mana angka itu terbit, misalnya BPS, Statistik Indonesia 2025."
    )
