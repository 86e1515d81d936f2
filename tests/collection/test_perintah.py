"""What manage.py says of arguments that it cannot take: in Indonesian, with exit code 2."""

import pytest
from django.core.management import CommandError, ManagementUtility, call_command

from collection.perintah import translate


@pytest.mark.parametrize(
    ("perintah", "argumen", "pesan"),
    [
        ("create_contoh", [], "Argumen ini wajib: --tahap."),
        ("create_contoh", ["--tahap", "x"], "--tahap: x bukan pilihan. Pilih: disposisi, rapat,"),
        ("create_contoh", ["--tahap", "selesai", "--seed", "a"], "--seed: a bukan bilangan bulat."),
        ("create_contoh", ["--tahap", "selesai", "--triwulan", "5"], "--triwulan: 5 bukan pilihan. Pilih: 1, 2, 3, 4."),
        ("create_contoh", ["--tahap"], "--tahap memerlukan nilai."),
        ("create_contoh", ["--tahap", "selesai", "--apa"], "Argumen tidak dikenal: --apa."),
        ("create_contoh", ["--ta", "selesai"], "--ta dapat berarti"),
        ("load_sop", ["tidak-ada.toml", "--kantor", "x"], "berkas: tidak-ada.toml tidak dapat dibuka."),
        ("load_sop", ["--mulai", "kemarin", "--kantor", "x", "pyproject.toml"], "--mulai: kemarin bukan tanggal."),
        ("create_kantor", ["--zona", "WIB"], "Argumen ini wajib: --kode, --singkatan,"),
    ],
)
def test_arguments_are_refused_in_indonesian(perintah, argumen, pesan, capsys):
    with pytest.raises(CommandError) as galat:
        call_command(perintah, *argumen)
    assert str(galat.value).startswith(pesan)
    with pytest.raises(SystemExit) as akhir:
        ManagementUtility(["manage.py", perintah, *argumen]).execute()
    assert akhir.value.code == 2
    tercetak = capsys.readouterr().err
    assert tercetak.startswith(pesan) and tercetak.endswith(f"Bantuan: manage.py {perintah} --help\n")


def test_a_sentence_of_argparse_that_we_do_not_know_is_passed_on():
    assert translate("something new") == "Argumen tidak dapat dibaca: something new"
