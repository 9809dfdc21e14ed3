"""A document system in a process of its own: HTTP with mutual TLS. Arguments: port, folder, certificate with key,
authority.

Messages are kept in the folder. A file `answer` there holds what it answers next to every PUT: a status and JSON.
"""

import json
import sys
import time
from pathlib import Path

from tests.notices.official.tls import Answering, serve

FOLDER = Path(sys.argv[2])


class Handler(Answering):
    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        name = self.path.rpartition("/")[2]
        with (FOLDER / "asked").open("a") as asked:
            asked.write(f"{name}\n")
        if (FOLDER / "answer").exists():
            status, _space, said = (FOLDER / "answer").read_text().partition(" ")
            if status == "late":
                time.sleep(3)
            return self.answer(int(status) if status.isdecimal() else 200, said.encode())
        (FOLDER / f"{name}.json").write_bytes(content)
        return self.answer(201, json.dumps({"reference": f"D-{name[:8]}"}).encode())

    def do_GET(self) -> None:
        state = FOLDER / f"{self.path.rpartition('/')[2]}.state.json"
        self.answer(200 if state.exists() else 404, state.read_bytes() if state.exists() else b"{}")


if __name__ == "__main__":
    serve(Handler)
