"""manage.py commands for people who administer a server: what is wrong with the arguments is told in Indonesian."""

import re
from functools import partial
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

# argparse has no message catalogue of its own; what it does not say in one of these forms is passed on.
KALIMAT = (
    (r"the following arguments are required: (.+)", r"Argumen ini wajib: \1."),
    (r"unrecognized arguments: (.+)", r"Argumen tidak dikenal: \1."),
    (r"argument ([^:]+): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1: \2 bukan pilihan. Pilih: \3."),
    (r"argument ([^:]+): invalid int value: '(.*)'", r"\1: \2 bukan bilangan bulat."),
    (r"argument ([^:]+): invalid fromisoformat value: '(.*)'", r"\1: \2 bukan tanggal. Tulis seperti 2026-01-31."),
    (r"argument ([^:]+): can't open '(.*?)'.*", r"\1: \2 tidak dapat dibuka."),
    (r"argument ([^:]+): expected (?:one|at least one) argument", r"\1 memerlukan nilai."),
    (r"argument ([^:]+): ignored explicit argument '(.*)'", r"\1 tidak menerima nilai (\2)."),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 dapat berarti \2. Tulis lengkap."),
)


def translate(message: str) -> str:
    """The sentence of argparse in Indonesian."""
    for pola, kalimat in KALIMAT:
        cocok = re.fullmatch(pola, message, re.DOTALL)
        if cocok:
            return cocok.expand(kalimat).replace("'", "")
    return f"Argumen tidak dapat dibaca: {message}"


class Perintah(BaseCommand):
    """Base of the commands that take arguments."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = partial(refuse, parser)
        return parser


def refuse(parser: CommandParser, message: str) -> NoReturn:
    """End with exit code 2, or with CommandError where a program called the command."""
    if parser.called_from_command_line:
        parser.exit(2, f"{translate(message)}\nBantuan: {parser.prog} --help\n")
    raise CommandError(translate(message))
