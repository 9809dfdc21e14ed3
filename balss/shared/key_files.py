"""Files with private keys: readable by their owner alone, and never written over."""

import os
from pathlib import Path


def write_once(path: Path, pem: bytes) -> None:
    """Write the key where there is none. Of two processes that make one at once, one wins and both read the winner's.

    Folders that are missing are made for the owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
