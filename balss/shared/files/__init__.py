"""Files that people give: kept once by their content, read only through `can`, of types told by their content.

`store` keeps one, `remove` takes one away, `open_for` reads one for somebody. No view answers with the bytes of a
file but the download view here, which asks `shared.download_file` first. Viruses are not looked for: macros, active
content and unknown types are refused, and everything is served so that a browser runs nothing of it.
"""

from balss.shared.files.refusals import FileRefused, StoreUnavailable
from balss.shared.files.services import open_for, remove, store

__all__ = ["FileRefused", "StoreUnavailable", "open_for", "remove", "store"]
