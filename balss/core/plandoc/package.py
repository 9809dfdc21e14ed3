"""Opens a Word file safely: a zip archive from a stranger.

Nothing is unpacked before its announced size is within bounds, and no part is read past them, whatever it announces.
Files that carry macros are refused. XML is parsed without document types, entities or network.
"""

import io
import zipfile
import zlib

from lxml import etree

from balss.core.plandoc.unreadable import Unreadable

DOCUMENT = "word/document.xml"
FOOTNOTES = "word/footnotes.xml"
_TYPES = "[Content_Types].xml"

PART_LIMIT = 30_000_000  # bytes of one part, unpacked
WHOLE_LIMIT = 100_000_000  # bytes of all parts, unpacked
MOST_PARTS = 5_000
MOST_TAGS = 1_000_000  # of a part that is read as XML: beyond that it would need more memory than any plan is worth


class Package:
    """The parts of a Word file. Raises Unreadable when made from something else."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Unreadable("cut_zip", why=str(error)) from error
        self._sizes = {info.filename: info.file_size for info in self._zip.infolist()}
        self._refuse_bombs()
        self._refuse_macros()
        if DOCUMENT not in self._sizes:
            raise Unreadable("not_word", part=DOCUMENT)

    def has(self, part: str) -> bool:
        return part in self._sizes

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part."""
        content = self._read(part)
        if b"<!DOCTYPE" in content[:4096]:
            raise Unreadable("bad_part", part=part, why="DOCTYPE")
        if content.count(b"<") > MOST_TAGS:
            raise Unreadable("too_many_elements", part=part, limit=MOST_TAGS // 2)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable("bad_part", part=part, why=str(error)) from error

    def _read(self, part: str) -> bytes:
        try:
            with self._zip.open(part) as stream:
                content = stream.read(PART_LIMIT + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise Unreadable("bad_part", part=part, why=str(error)) from error
        if len(content) > PART_LIMIT:
            raise Unreadable("bomb", part=part, limit=PART_LIMIT // 1_000_000)
        return content

    def _refuse_bombs(self) -> None:
        for part, size in self._sizes.items():
            if size > PART_LIMIT:
                raise Unreadable("bomb", part=part, limit=PART_LIMIT // 1_000_000)
        if sum(self._sizes.values()) > WHOLE_LIMIT or len(self._sizes) > MOST_PARTS:
            raise Unreadable("bomb", part="*", limit=WHOLE_LIMIT // 1_000_000)

    def _refuse_macros(self) -> None:
        for part in self._sizes:
            if part.lower().endswith(("vbaproject.bin", "vbadata.xml")):
                raise Unreadable("macros", part=part)
        types = self._read(_TYPES).lower() if self.has(_TYPES) else b""
        if b"macroenabled" in types or b"vbaproject" in types:  # whatever the part is called
            raise Unreadable("macros", part=_TYPES)
