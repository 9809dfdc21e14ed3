"""Pictures are kept without what they tell of their maker: place, time, camera, name, a thumbnail of what was cut off.

A picture is drawn anew from its pixels, upright as its EXIF says, in its own format; nothing else of the upload stays,
so neither does a program or an archive that somebody has hung behind it. Colours stay true: an ICC profile is kept.
"""

import io
import warnings
from typing import IO, Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from balss.shared.files.refusals import BrokenFile, PictureTooLarge
from balss.shared.files.types import JPEG, PNG, WEBP, FileType

LARGEST_PIXELS = 50_000_000  # 200 MB while it is drawn; a telephone takes 12 to 50 million
LARGEST_SIDE = 16_383  # the largest that WebP can hold
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
}


def is_picture(kind: FileType) -> bool:
    return kind in FORMATS


def check_picture(file: IO[bytes], kind: FileType) -> None:
    """Refuse what cannot be a picture of this kind, or is too large to be drawn; only its head is read.

    Raises BrokenFile, PictureTooLarge.
    """
    with _opened(file, kind) as picture:
        if picture.width * picture.height > LARGEST_PIXELS or max(picture.size) > LARGEST_SIDE:
            raise PictureTooLarge(*picture.size)


def redrawn(file: IO[bytes], kind: FileType) -> ContentFile[bytes]:
    """The picture alone. Of one that moves, the first image. Raises BrokenFile, PictureTooLarge."""
    check_picture(file, kind)
    with _opened(file, kind) as picture:
        try:
            upright = ImageOps.exif_transpose(picture)
            content = io.BytesIO()
            format_ = FORMATS[kind]
            clean = _without_words(upright, format_)
            clean.save(content, format_, icc_profile=picture.info.get("icc_profile"), **OPTIONS[format_])
        except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow raises for damaged files
            raise BrokenFile from error
    return ContentFile(content.getvalue())


def _opened(file: IO[bytes], kind: FileType) -> Image.Image:
    """Pillow itself refuses pictures of more than twice its own limit; ours is lower, so its warning is not needed."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(file, formats=[FORMATS[kind]])
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(0, 0) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise BrokenFile from error


def _without_words(picture: Image.Image, format_: str) -> Image.Image:
    """The pixels, with their palette and transparency, in a picture that knows nothing else."""
    if format_ == "JPEG" and picture.mode not in ("L", "RGB", "CMYK"):
        picture = picture.convert("RGB")
    picture.load()
    clean = picture.copy()
    transparency = picture.info.get("transparency")
    clean.info = {} if transparency is None else {"transparency": transparency}
    return clean
