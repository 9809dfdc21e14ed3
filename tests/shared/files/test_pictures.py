"""Pictures are kept upright and without what they tell of their maker; what hides in one is not kept."""

import io
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from balss.shared.files import open_for, store
from balss.shared.files.pictures import redrawn
from balss.shared.files.refusals import BrokenFile, FileRefused, PictureTooLarge, UnknownType
from balss.shared.files.types import JPEG, PNG, WEBP, FileType
from balss.shared.models import FileContent
from tests.shared.files.conftest import ANNA, kept_in, upload, zipped

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SECRET = b"Brivibas iela 36"
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
TURNED_RIGHT = 6  # the camera was held upright: the first row of pixels is the right side
KINDS = [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)]

pytestmark = pytest.mark.django_db


def picture(format_: str, *, size: tuple[int, int] = (8, 4), **options: Any) -> bytes:
    """Its left half is red, its right half is blue."""
    drawn = Image.new("RGB", size, "blue")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    content = io.BytesIO()
    drawn.save(content, format_, **options)
    return content.getvalue()


def telling() -> Image.Exif:
    exif = Image.Exif()
    exif[MAKER] = SECRET.decode()
    exif[ORIENTATION] = TURNED_RIGHT
    exif.get_ifd(GPS)[1] = "N"
    return exif


def kept(content: bytes, name: str = "attels.jpg") -> bytes:
    file = store(upload(content), by=ANNA, now=NOW, name=name, public=True)
    with open_for(ANNA, file, now=NOW) as bytes_:
        return bytes_.read()


@pytest.mark.parametrize(("format_", "kind"), KINDS)
def test_what_a_picture_tells_of_its_maker_is_not_kept(folder: Path, format_: str, kind: FileType) -> None:
    given = picture(format_, exif=telling())
    assert SECRET in given
    clean = kept(given, f"attels{kind.suffix}")
    assert SECRET not in clean
    assert dict(Image.open(io.BytesIO(clean)).getexif()) == {}


def test_words_inside_a_png_are_not_kept(folder: Path) -> None:
    words = PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    clean = kept(picture("PNG", pnginfo=words), "attels.png")
    assert SECRET not in clean


def test_comment_of_a_jpeg_is_not_kept(folder: Path) -> None:
    assert SECRET not in kept(picture("JPEG", comment=SECRET))


@pytest.mark.parametrize(("format_", "kind"), KINDS)
def test_picture_stays_upright(format_: str, kind: FileType) -> None:
    given = picture(format_, size=(80, 40), exif=telling())
    clean = Image.open(redrawn(io.BytesIO(given), kind)).convert("RGB")
    assert clean.size == (40, 80)
    red, _green, blue = clean.getpixel((20, 5))  # type: ignore[misc]
    assert red > 200 > 60 > blue


def test_transparency_stays(folder: Path) -> None:
    content = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(content, "PNG")
    assert Image.open(io.BytesIO(kept(content.getvalue(), "a.png"))).getpixel((1, 1)) == (255, 0, 0, 0)


def test_true_colours_stay(folder: Path) -> None:
    clean = kept(picture("JPEG", icc_profile=b"profile of a screen"))
    assert Image.open(io.BytesIO(clean)).info["icc_profile"] == b"profile of a screen"


def test_number_of_the_content_is_that_of_the_clean_picture(folder: Path) -> None:
    clean = kept(picture("JPEG", exif=telling()))
    assert FileContent.objects.get().size_bytes == len(clean)


@pytest.mark.parametrize(
    "hidden",
    [zipped({"Evil.class": b"\xca\xfe\xba\xbe"}), b"<html><script>alert(1)</script></html>", b"%PDF-1.7 /JavaScript"],
    ids=["archive", "page", "document"],
)
@pytest.mark.parametrize(("format_", "kind"), KINDS)
def test_what_hangs_behind_a_picture_is_not_kept(folder: Path, format_: str, kind: FileType, hidden: bytes) -> None:
    assert hidden not in kept(picture(format_) + hidden, f"attels{kind.suffix}")


def test_page_inside_a_chunk_of_a_png_is_not_kept(folder: Path) -> None:
    page = b"<script>alert(1)</script>"
    chunk = struct.pack(">I", len(page)) + b"teXt" + page + struct.pack(">I", zlib.crc32(b"teXt" + page))
    given = picture("PNG")
    assert page not in kept(given[:33] + chunk + given[33:], "attels.png")


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg onload="alert(1)"/>',
        b"GIF89a\x01\x00\x01\x00" + zipped({"Evil.class": b"\xca\xfe\xba\xbe"}),
    ],
    ids=["drawing", "drawing in XML", "GIFAR"],
)
def test_drawing_with_a_script_and_gifar_are_refused(folder: Path, content: bytes) -> None:
    with pytest.raises(UnknownType):
        kept(content, "attels.png")
    assert kept_in(folder) == []


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", BrokenFile),
        (picture("PNG", size=(800, 400))[:-200], BrokenFile),
        (picture("JPEG", size=(800, 400))[:400], BrokenFile),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", BrokenFile),
    ],
    ids=["head alone", "cut-off PNG", "cut-off JPEG", "head of a WebP"],
)
def test_damaged_picture_is_refused(folder: Path, content: bytes, refusal: type[FileRefused]) -> None:
    with pytest.raises(refusal):
        kept(content)
    assert kept_in(folder) == []


@pytest.mark.parametrize("side", [8_000, 30_000, 2_000_000_000], ids=str)
def test_picture_that_would_fill_the_memory_is_refused_by_its_head(folder: Path, side: int) -> None:
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    start = picture("PNG")
    bomb = start[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + start[33:]
    with pytest.raises(PictureTooLarge):
        kept(bomb, "attels.png")


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\win.ini", "win.ini.pdf"),
        ("/absolute/path.pdf", "path.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("..", "datne.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ('"><script>alert(1)</script>.pdf', "script.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x=1.pdf"),
    ],
)
def test_tricks_in_a_name_come_to_nothing(folder: Path, name: str, stored: str) -> None:
    file = store(upload(b"%PDF-1.7\n"), by=ANNA, now=NOW, name=name, public=True)
    assert file.name == stored
    assert kept_in(folder) == [file.content.sha256]
