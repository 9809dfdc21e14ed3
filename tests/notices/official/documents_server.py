"""A document system in a process of its own: HTTP with mutual TLS. Arguments: port, folder, certificate with key,
authority.

Messages are kept in the folder. A file `answer` there holds what it answers next to every PUT: a status and JSON.
"""

import json
import ssl
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(sys.argv[2])


class Handler(BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        name = self.path.rpartition("/")[2]
        with (FOLDER / "asked").open("a") as asked:
            asked.write(f"{name}\n")
        if (FOLDER / "answer").exists():
            status, _space, said = (FOLDER / "answer").read_text().partition(" ")
            if status == "late":
                time.sleep(3)
            return self._answer(int(status) if status.isdecimal() else 200, said.encode())
        (FOLDER / f"{name}.json").write_bytes(content)
        return self._answer(201, json.dumps({"reference": f"D-{name[:8]}"}).encode())

    def do_GET(self) -> None:
        state = FOLDER / f"{self.path.rpartition('/')[2]}.state.json"
        self._answer(200 if state.exists() else 404, state.read_bytes() if state.exists() else b"{}")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


def main() -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=sys.argv[4])
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(sys.argv[3])
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
