"""Asking other sites, against real servers: what is large, slow, broken off, or leads into our own network."""

import ipaddress
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from balss.shared.fetching import Fault, NotFetched, Reach, check_address, fetch, is_public

HERE = ipaddress.ip_address("127.0.0.1")


class Site(ThreadingHTTPServer):
    """Answers each path as `answers` says: a function of the handler. Keeps what was asked."""

    daemon_threads = True

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.answers: dict = {}
        self.asked: list = []
        super().__init__((host, 0), Handler)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://{self.server_address[0]}:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.answers[self.path](self)

    def log_message(self, *args: object) -> None:
        pass


def says(content=b"", status=200, **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def drips(handler):
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.02)
    except OSError:
        pass


@pytest.fixture
def site():
    server = Site()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def inner():
    """A machine of our own network that nobody outside may have asked."""
    server = Site("127.0.0.2")
    server.answers["/"] = says(b"secret")
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def reach(site):
    """As in earnest, but that the site on this machine counts as public."""
    return Reach(frozenset({"http"}), frozenset({site.server_address[1]}), lambda ip: ip == HERE or is_public(ip))


def fault(address, **how):
    with pytest.raises(NotFetched) as refused:
        fetch(address, **how)
    return refused.value.fault


def test_content_comes_with_what_makes_asking_again_cheap(site, reach):
    site.answers["/a?b=1"] = says(b"saturs", ETag='"1"', Last_Modified="x", Content_Type="text/csv; charset=cp1257")
    found = fetch(f"{site.address}/a?b=1", reach=reach)

    assert (found.content, found.charset, found.etag, found.last_modified) == (b"saturs", "cp1257", '"1"', "x")
    assert site.asked[0][1]["User-Agent"] == "Balss (+http://localhost:8000)"


def test_what_did_not_change_is_not_sent_again(site, reach):
    site.answers["/"] = says(status=304)
    found = fetch(site.address, etag='"1"', last_modified="x", reach=reach)

    assert found.is_unchanged
    assert (site.asked[0][1]["If-None-Match"], site.asked[0][1]["If-Modified-Since"]) == ('"1"', "x")


def test_redirect_is_followed_but_not_into_our_own_network(site, inner, reach):
    site.answers["/"] = says(b"saturs")
    site.answers["/moved"] = says(status=301, Location="/")
    site.answers["/in"] = says(status=302, Location=inner.address)
    ports = Reach(reach.schemes, reach.ports | {inner.server_address[1]}, reach.may_ask)

    assert fetch(f"{site.address}/moved", reach=reach).content == b"saturs"
    assert fault(f"{site.address}/in", reach=ports) == Fault.PRIVATE
    assert inner.asked == []


@pytest.mark.parametrize(
    "onward", ["http://localhost/", "http://[::1]/", "file:///etc/passwd", "gopher://x", "//u:p@h/"]
)
def test_redirect_elsewhere_is_refused(site, reach, onward):
    site.answers["/"] = says(status=302, Location=onward)
    assert fault(site.address, reach=reach) in (Fault.ADDRESS, Fault.PRIVATE)


def test_redirects_without_end_are_left(site, reach):
    site.answers["/"] = says(status=302, Location="/")

    assert fault(site.address, reach=reach) == Fault.REDIRECTS
    assert len(site.asked) == 4


def test_too_much_is_refused_whether_or_not_it_is_announced(site, reach):
    site.answers["/said"] = says(b"", Content_Length="999999999")
    site.answers["/unsaid"] = drips

    assert fault(f"{site.address}/said", reach=reach) == Fault.LARGE
    assert fault(f"{site.address}/unsaid", reach=reach, most_bytes=5) == Fault.LARGE


def test_site_that_drips_is_left_when_the_time_is_over(site, reach):
    site.answers["/"] = drips
    assert fault(site.address, reach=reach, seconds=0.3) == Fault.SLOW


def test_site_that_says_nothing_is_left_when_the_time_is_over(site, reach):
    site.answers["/"] = lambda handler: time.sleep(1)
    assert fault(site.address, reach=reach, seconds=0.2) == Fault.SLOW


def test_content_that_breaks_off_is_no_content(site, reach):
    site.answers["/"] = says(b"half", Content_Length="8")
    assert fault(site.address, reach=reach) == Fault.NETWORK


def test_compressed_content_is_refused(site, reach):
    site.answers["/"] = says(b"\x1f\x8b", Content_Encoding="gzip")
    assert fault(site.address, reach=reach) == Fault.ENCODED


def test_refusal_tells_when_to_come_again(site, reach):
    site.answers["/"] = says(status=429, Retry_After="120")
    with pytest.raises(NotFetched) as refused:
        fetch(site.address, reach=reach)

    assert (refused.value.fault, refused.value.status, refused.value.retry_after) == (Fault.STATUS, 429, 120)


def test_nobody_there_and_rubbish_for_an_answer(site, reach):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
    site.answers["/"] = lambda handler: handler.wfile.write(b"\x00\x01 rubbish\r\n\r\n")

    assert (
        fault(f"http://127.0.0.1:{port}/", reach=Reach(reach.schemes, frozenset({port}), reach.may_ask))
        == Fault.NETWORK
    )
    assert fault(site.address, reach=reach) == Fault.NETWORK


@pytest.mark.parametrize("address", [
    "http://example.lv/", "https://example.lv:8443/", "https://user@example.lv/", "https:///x", "https://a b.lv/",
    "https://[::1", "ftp://example.lv/", "https://example.lv/\r\nHost: x", "https://pā.lv/", "https://a.lv:99999/", "",
])  # fmt: skip
def test_address_that_may_not_be_asked(address):
    with pytest.raises(NotFetched) as refused:
        check_address(address)
    assert refused.value.fault == Fault.ADDRESS


@pytest.mark.parametrize("host", [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "[ff02::1]", "localhost", "127.1", "0x7f000001", "2130706433",
])  # fmt: skip
def test_our_own_network_is_never_asked(host):
    assert fault(f"https://{host}/") in (Fault.PRIVATE, Fault.UNKNOWN_HOST)


def test_public_addresses_may_be_asked():
    assert all(is_public(ipaddress.ip_address(ip)) for ip in ("8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"))


@pytest.fixture
def certificate(tmp_path):
    """Of “localhost”, signed by itself, with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    since = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(since).not_valid_after(since + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    plain = serialization.NoEncryption()
    file = tmp_path / "localhost.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def secure_site(site, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    site.answers["/"] = says(b"saturs")
    return site


def test_certificate_is_checked_for_the_name_that_was_asked(secure_site, certificate, monkeypatch):
    port = secure_site.server_address[1]
    reach = Reach(ports=frozenset({port}), may_ask=lambda ip: ip.is_loopback)

    assert fault(f"https://localhost:{port}/", reach=reach) == Fault.TLS
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch(f"https://localhost:{port}/", reach=reach).content == b"saturs"
    assert fault(f"https://127.0.0.1:{port}/", reach=reach) == Fault.TLS
