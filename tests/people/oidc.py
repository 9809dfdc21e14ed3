"""A real OpenID Connect provider in a process of its own, and the way through it that a browser takes."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.test import Client


@dataclass(frozen=True)
class Provider:
    url: str

    def knows(self, sub: str, **claims: Any) -> None:
        """Make the provider say this about its user `sub`."""
        httpx.put(f"{self.url}/users/{sub}", json=claims).raise_for_status()

    def authorise(self, address: str, sub: str) -> str:
        """The user agrees on the provider's page; where they are sent back to."""
        return httpx.post(address, data={"sub": sub}).headers["Location"]

    def app(self, provider_id: str = "mock", client_id: str = "balss", **settings: Any) -> dict[str, Any]:
        """The provider as our settings name it."""
        return {
            "provider_id": provider_id,
            "name": "Mock",
            "client_id": client_id,
            "secret": "secret",
            "settings": {"server_url": self.url, "level": "high", "code_claim": "personal_code", **settings},
        }


@contextlib.contextmanager
def running_provider(*options: str) -> Iterator[Provider]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("oidc-provider-mock")
    process = subprocess.Popen([program, "--port", str(port), *options], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Provider(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError("the provider did not start")


@contextlib.contextmanager
def swapping_tokens(provider: Provider, id_token: str) -> Iterator[str]:
    """A token endpoint that answers as the provider's does, but for another ID token; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name: self.headers[name] for name in ("Content-Type", "Authorization") if name in self.headers}
            real = httpx.post(f"{provider.url}/oauth2/token", content=body, headers=headers)
            answer = json.dumps({**real.json(), "id_token": id_token}).encode()
            self.send_response(real.status_code)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            """Silence."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def token_for(provider: Provider, client_id: str, sub: str) -> str:
    """A genuine ID token that the provider gives to a client."""
    redirect = "http://elsewhere.example/"
    query = {"response_type": "code", "client_id": client_id, "redirect_uri": redirect, "scope": "openid"}
    back = provider.authorise(str(httpx.URL(f"{provider.url}/oauth2/authorize", params=query)), sub)
    code = httpx.URL(back).params["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
    answer = httpx.post(f"{provider.url}/oauth2/token", data=form, auth=(client_id, "secret"))
    token: str = answer.json()["id_token"]
    return token


def sign_in(client: Client, provider: Provider, sub: str, *, process: str = "login", **swap: str) -> Any:
    """The whole way from our button over the provider back to us; `swap` replaces parameters of the way back."""
    away = client.post(f"/oidc/mock/?process={process}").headers["Location"]
    back = httpx.URL(provider.authorise(away, sub))
    return client.get(urlsplit(str(back)).path, {**back.params, **swap})
