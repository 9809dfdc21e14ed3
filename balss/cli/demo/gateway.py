"""The official e-address of the demonstration: a municipality whose gateway is a folder, and a resident who may agree.

`lay` makes the files, `switch_on` the rows; both again are no harm. The folder stands for the municipality's document
system, whose key lies beside it: so anybody can open what was sealed (`openssl cms -decrypt -inform DER`).
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

SENDER = "OGRES_NOVADS"
E_ADDRESS = "_DEFAULT@90000000001"  # invented
CODE = "320000-00001"  # the resident's personal code: of the form that is given by lot, invented
FOLDER, CONNECTIONS = "e-adrese", "connections.yaml"


def lay(var: Path) -> Path:
    """The file that says how the municipality is connected; its folder and the keys of its document system."""
    folder = var / FOLDER
    outbox = folder / SENDER
    outbox.mkdir(parents=True, exist_ok=True)
    certificate, key = folder / "document-system.crt", folder / "document-system.key"
    if not certificate.exists():
        _make_keys(certificate, key)
    file = folder / CONNECTIONS
    entry = {"institution": SENDER, "driver": "folder", "place": str(outbox), "certificate": str(certificate)}
    file.write_text(yaml.safe_dump([entry]), encoding="utf-8")
    return file


def switch_on(*, now: datetime) -> None:
    """Have the municipality send, and the demonstration's resident vouched for with `CODE`. What exists stays."""
    from balss.core.personal_code import read_personal_code
    from balss.notices.models import Gateway
    from balss.notices.services.official import running
    from balss.people.models import Account, Claim
    from balss.people.services.demo import RESIDENT
    from balss.people.services.persons import Vouched, accept, digest_of
    from balss.places.models import Institution
    from balss.shared.permissions import SYSTEM

    body = Institution.objects.get(code=SENDER)
    if Gateway.objects.filter(institution=body).exists():
        return
    Institution.objects.filter(pk=body.pk, e_address="").update(e_address=E_ADDRESS)
    body.refresh_from_db()
    running.switch(institution=body, is_on=True, by=SYSTEM, now=now)
    resident = Account.objects.select_related("person").get(email=RESIDENT.email)
    assert resident.person is not None  # noqa: S101  (made with the account)
    says = Vouched(
        "latvija", Claim.Level.HIGH, digest_of(read_personal_code(CODE)), {Claim.Kind.NAME: resident.person.name}
    )
    accept(person=resident.person, vouched=says, now=now, same_sign_in=True)


def _make_keys(certificate: Path, key: Path) -> None:
    secret = generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Document system of the demonstration")])
    begin = datetime.now(UTC) - timedelta(days=1)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(secret.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begin)
    signed = builder.not_valid_after(begin + timedelta(days=3650)).sign(secret, SHA256())
    key.write_bytes(secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(signed.public_bytes(Encoding.PEM))
