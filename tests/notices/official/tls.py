"""What the servers of these tests share: mutual TLS, and answers that log nothing. Arguments of each: port, folder,
certificate with key, authority.
"""

import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answering(BaseHTTPRequestHandler):
    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


def serve(handler: type[BaseHTTPRequestHandler]) -> None:
    """Only for who shows a certificate of the authority."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=sys.argv[4])
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(sys.argv[3])
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()
