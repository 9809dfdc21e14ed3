"""Sealing a personal code so that only the owner of a certificate can read it.

CMS EnvelopedData (RFC 5652): a fresh AES-256 key for each seal, encrypted to the certificate's RSA key. Any tool opens
it with the private key (`openssl cms -decrypt`). Two seals of one code have nothing in common.
"""

import base64

from cryptography import x509
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7EnvelopeBuilder,
    PKCS7Options,
    pkcs7_decrypt_der,
)

from balss.core.personal_code import PersonalCode


class NotOpened(ValueError):
    """The seal is not for this key, or no seal. The text says nothing of what is inside."""


def seal(code: PersonalCode, certificate: bytes) -> str:
    """The code as base64 of a seal for the owner of the certificate (PEM, RSA)."""
    builder = PKCS7EnvelopeBuilder().set_data(code.digits.encode()).set_content_encryption_algorithm(AES256)
    sealed = builder.add_recipient(x509.load_pem_x509_certificate(certificate))
    return base64.b64encode(sealed.encrypt(Encoding.DER, [PKCS7Options.Binary])).decode()


def unsealed(sealed: bytes, *, certificate: bytes, key: bytes) -> str:
    """The eleven digits. Raises NotOpened."""
    try:
        private = load_pem_private_key(key, password=None)
        cert = x509.load_pem_x509_certificate(certificate)
        return pkcs7_decrypt_der(sealed, cert, private, []).decode("ascii")  # type: ignore[arg-type]
    except ValueError:
        raise NotOpened("the sealed address cannot be opened with this key") from None
