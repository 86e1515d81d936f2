"""What is kept encrypted: a service's password, a signer's NIK. The key follows from the installation's secret.

Who copies the database without the secret key has none of it; who changes the secret key types them again.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from measurement.errors import SegelError

TUJUAN = b"sakip/tanda-tangan"
HILANG = "tidak dapat dibuka lagi karena kunci rahasia instalasi berganti. Isi ulang pada pengaturan tanda tangan."


def _build_fernet() -> Fernet:
    kunci = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=TUJUAN).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(kunci))


@sensitive_variables("terang")
def lock(terang: str) -> str:
    """The text encrypted; empty stays empty."""
    return _build_fernet().encrypt(terang.encode()).decode() if terang else ""


def unlock(terkunci: str, apa: str) -> str:
    """The text again. Raises SegelError, naming `apa`, where the installation's key is another one by now."""
    if not terkunci:
        return ""
    try:
        return _build_fernet().decrypt(terkunci.encode()).decode()
    except InvalidToken:
        raise SegelError(f"{apa} {HILANG}") from None
