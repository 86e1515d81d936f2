"""What must hold after every step of the random walk, asked of the database alone."""

from uuid import uuid4

from collection.enums import Peran
from collection.models import Jejak, Pengguna
from measurement.giliran import list_tunggakan
from measurement.models import Catatan, Dokumen, KertasKerja, NomorSurat, PengukuranKinerja
from measurement.services.tindak_lanjut import report_kabar
from measurement.sop import Posisi
from tests.factories.acak import Alur, Dunia, read_jejak


class Pemeriksa:
    """The checks; `pk` is the case that is walked, `status` that of each act of its SOP."""

    dunia: Dunia
    status: dict[Posisi, str]
    pk: int

    def begin_checks(self) -> None:
        """Nothing was frozen or signed yet that the walk has seen."""
        self.alur = Alur(self.dunia)
        self.beku: dict[int, list[tuple]] = {}
        self.bertanda: dict[int, tuple] = {}

    @property
    def kasus(self) -> PengukuranKinerja:
        """As the database has it now."""
        return PengukuranKinerja.objects.select_related("tindakan__langkah", "sop", "periode").get(pk=self.pk)

    def check_trail(self) -> None:
        """Trail, position, status, version, records and audit rows tell the same story."""
        kasus, jejak = self.kasus, read_jejak(self.pk)
        kini = self.alur.replay(jejak)
        assert [satu.urutan for satu in jejak] == list(range(1, kasus.versi + 1))
        assert [satu.dari for satu in jejak] == ["disposisi", *(satu.ke for satu in jejak)][: len(jejak)]
        assert (jejak[-1].ke if jejak else "disposisi") == kasus.status
        posisi = None if kini is None else self.alur.acts[kini][0]
        letak = kasus.tindakan and (kasus.tindakan.langkah.nomor, kasus.tindakan.urutan)
        assert letak == posisi
        assert (kasus.status in ("selesai", "dibatalkan")) is (posisi is None)
        assert posisi is None or kasus.status == self.status[posisi]
        self.alur.check_arsip(jejak)
        assert Catatan.objects.filter(disposisi__pengukuran=kasus).count() == kasus.versi
        assert self.count_audit() == kasus.versi

    def count_audit(self) -> int:
        semua = Jejak.objects.filter(objek="pengukurankinerja", objek_id=self.pk, aksi__startswith="langkah_")
        return semua.filter(diterima=True).count()

    def check_register(self) -> None:
        """Of each year 1, 2, 3 …, of letters and of the agenda; every report bears its case's number."""
        buku: dict[tuple[int, bool], list[int]] = {}
        milik = NomorSurat.objects.filter(perangkat_daerah=self.dunia.kantor, disposisi=None)
        for tahun, urut, jenis in milik.values_list("tahun", "urut", "jenis"):
            buku.setdefault((tahun, jenis == "lembar_disposisi"), []).append(urut)
        for urut in buku.values():
            assert sorted(urut) == list(range(1, len(urut) + 1))
        semua = list(NomorSurat.objects.exclude(jenis="lembar_disposisi").values_list("nomor", flat=True))
        assert len(set(semua)) == len(semua)
        nomor = dict(NomorSurat.objects.filter(jenis="laporan").values_list("pengukuran", "nomor"))
        assert all(nomor[pk] == satu for pk, satu in Dokumen.objects.values_list("pengukuran", "nomor"))

    def check_frozen(self) -> None:
        """Figures that were handed in, and a report that was signed, stay as they were."""
        for kertas in KertasKerja.objects.exclude(dibekukan_pada=None):
            isi = [(kertas.dibekukan_pada, kertas.putaran), *kertas.baris_set.order_by("pk").values_list()]
            assert self.beku.setdefault(kertas.pk, isi) == isi
        for dokumen in Dokumen.objects.filter(status="ditandatangani").values_list():
            assert self.bertanda.setdefault(dokumen[0], dokumen) == dokumen

    def report(self, kasus: PengukuranKinerja) -> None:
        """News of the late follow-ups that the act asks for, by a Sekretaris."""
        for satu in list_tunggakan(kasus):
            pemegang = self.dunia.list_pemegang(Peran.SEKRETARIS)
            user = Pengguna.objects.get(pk=pemegang[0]) if pemegang else self.give_role(Peran.SEKRETARIS)
            report_kabar(tindak_lanjut=satu, status="berjalan", keterangan="Berjalan.", kunci=str(uuid4()), user=user)
