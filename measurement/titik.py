"""Named places at which a test makes the process die, as a power cut would: `kill -9`, and no clean-up of ours.

Nothing happens unless the environment names the place (SAKIP_TITIK), which tests do for a process of their own.
"""

import os
import signal

TITIK = (
    "cetak.diklaim",
    "cetak.sesudah_bagian",
    "cetak.sebelum_simpan",
    "cetak.sesudah_simpan",
    "segel.sesudah_bubuh",
    "segel.sesudah_berkas",
    "segel.sebelum_commit",
    "segel.sesudah_commit",
    "arsip.sesudah_bagian",
    "arsip.sebelum_simpan",
    "arsip.sesudah_simpan",
)


def pass_titik(nama: str) -> None:
    """Go on, or die here where the environment says so. `nama` is one of TITIK."""
    if os.environ.get("SAKIP_TITIK") == nama:
        os.kill(os.getpid(), signal.SIGKILL)
