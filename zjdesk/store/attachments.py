"""Files that belong to records, kept beside the ledger under the hash of their content.

Pictures are made fit for the file: upright, on white, not larger than paper needs, without the
place where they were taken. A file is in its place, synced and read back, before a row names it.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from zjdesk.errors import AttachmentRefused, NotFound, reason_of
from zjdesk.record import Attachment, AttachmentRole
from zjdesk.writing import make_folder, write_file

if TYPE_CHECKING:
    from PIL.Image import Image

    from zjdesk.store.ledger import Ledger

LONGEST_EDGE = 2000
"""Pixels: 170 mm of paper at 300 dots an inch."""
JPEG_QUALITY = 85
SCAN_DPI = 200
"""Dots an inch of scanned pages that do not say."""
LARGEST = 100 * 1024 * 1024
"""Bytes of a file that is taken in."""

PICTURE_SUFFIXES = (
    *(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".tif", ".tiff"),
    *(".heic", ".heif"),
)
PICTURE_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF")
SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "text/plain": ".txt",
}

_DATE_TAKEN, _EXIF, _CHANGED = 0x9003, 0x8769, 0x0132
"""Tags of EXIF: DateTimeOriginal in the Exif directory, DateTime."""

_TO_JPEG = "请用看图软件打开，另存为 JPG 后再添加。"


Keeper = Callable[[Attachment, Path], None]
"""Keeps a file as the content of an attachment."""


def add(ledger: Ledger, source: Path, *, role: AttachmentRole | None = None) -> Attachment:
    """Keep a file and give the attachment for it. Raises AttachmentRefused, CannotWrite."""
    attachment = Attachment(file=source.name, role=role)
    fill(ledger, attachment, source)
    return attachment


def fill(ledger: Ledger, attachment: Attachment, source: Path) -> Path | None:
    """Keep a file as the content of this attachment; gives its place if it was not there yet.

    A photo must be a picture; whether it is one is seen by its content, not its name. Without a
    role the attachment gets a fitting one. Raises AttachmentRefused, CannotWrite.
    """
    content = _read(source)
    if attachment.role is AttachmentRole.SIGNED_SCAN:
        content = _pages(content, source.name)
    picture = _fit_picture(content, source.name)
    is_photo = attachment.role is AttachmentRole.PHOTO
    if picture:
        content, media_type, size = picture
        attachment.width, attachment.height = size
        attachment.role = attachment.role or AttachmentRole.PHOTO
    elif is_photo or (source.suffix.lower() in PICTURE_SUFFIXES and not _is_pdf(content)):
        raise AttachmentRefused(f"“{source.name}”不是照片", hint=_remedy(content))
    else:
        media_type = _document_type(content, source.name)
        attachment.width = attachment.height = 0
        attachment.role = attachment.role or AttachmentRole.OTHER
    attachment.media_type = media_type
    attachment.size = len(content)
    attachment.sha256 = hashlib.sha256(content).hexdigest()
    place = _place(ledger, attachment)
    is_new = not place.exists()
    if is_new or place.read_bytes() != content:
        make_folder(place.parent)
        write_file(place, content)
    return place if is_new else None


@contextmanager
def keeping(ledger: Ledger) -> Iterator[Keeper]:
    """Keep files for records about to be saved; if the block fails, those that are new go."""
    new: list[Path] = []

    def keep(attachment: Attachment, source: Path) -> None:
        place = fill(ledger, attachment, source)
        if place:
            new.append(place)

    try:
        yield keep
    except BaseException:
        for place in new:
            place.unlink(missing_ok=True)
        raise


def path(ledger: Ledger, attachment: Attachment) -> Path:
    """Where the file of an attachment lies. Raises NotFound if it is gone or was altered."""
    place = _place(ledger, attachment)
    hint = f"请从备份里找回文件夹“{place.parent.parent.name}”，或在记录里重新添加这个附件。"
    try:
        content = place.read_bytes()
    except OSError:
        raise NotFound(f"附件“{attachment.file}”的文件不见了：{place}", hint=hint) from None
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise NotFound(f"附件“{attachment.file}”的文件被改动或损坏：{place}", hint=hint)
    return place


# ------------------------------------------------------------------------------ inside


def _place(ledger: Ledger, attachment: Attachment) -> Path:
    folder = ledger.path.with_name(f"{ledger.path.stem}.附件")
    digest = attachment.sha256
    return folder / digest[:2] / f"{digest}{SUFFIXES.get(attachment.media_type, '')}"


def _read(source: Path) -> bytes:
    try:
        if source.exists() and not source.is_file():
            raise AttachmentRefused(f"读不了“{source.name}”：不是文件", hint="请选择文件本身。")
        size = source.stat().st_size
        if size > LARGEST:
            raise AttachmentRefused(
                f"“{source.name}”有{size // 2**20}兆，超过{LARGEST // 2**20}兆",
                hint="请缩小或拆分后再添加；录像请另外保存，在记录里写明存放位置。",
            )
        content = source.read_bytes()
    except OSError as error:
        raise AttachmentRefused(
            f"读不了“{source.name}”：{reason_of(error)}",
            hint="请核对文件是否还在原处、U盘是否插好。",
        ) from error
    if not content:
        raise AttachmentRefused(f"“{source.name}”是空文件", hint="请重新拷贝这个文件。")
    return content


# ------------------------------------------------------------------------------ pictures


def _fit_picture(content: bytes, name: str) -> tuple[bytes, str, tuple[int, int]] | None:
    """The picture made fit, its media type and its size; None if it is no picture."""
    from PIL import Image, UnidentifiedImageError

    Image.init()  # else formats beyond the commonest are not known
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)  # damaged EXIF; what matters raises
        try:
            with Image.open(io.BytesIO(content), formats=PICTURE_FORMATS) as picture:
                return _fit(picture)
        except UnidentifiedImageError:
            return None
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise AttachmentRefused(
                f"“{name}”的像素太多", hint="请先用看图软件缩小，长边4000像素就足够打印。"
            ) from None
        except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError) as error:
            raise AttachmentRefused(
                f"“{name}”不完整或已损坏", hint="请从手机或相机重新拷贝这张照片。"
            ) from error


def _fit(picture: Image) -> tuple[bytes, str, tuple[int, int]]:
    from PIL import ImageOps

    is_png = picture.format == "PNG"
    taken = picture.getexif().get_ifd(_EXIF).get(_DATE_TAKEN) or picture.getexif().get(_CHANGED)
    picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    upright = _on_white(ImageOps.exif_transpose(picture))
    forms = [_encode(upright, "JPEG", taken)]
    if is_png:
        forms.append(_encode(upright, "PNG", taken))
    content = min(forms, key=len)
    return content, "image/jpeg" if content is forms[0] else "image/png", upright.size


def _on_white(picture: Image) -> Image:
    from PIL import Image as Images

    if not picture.has_transparency_data:
        return picture.convert("L" if picture.mode in ("1", "L") else "RGB")
    layered = picture.convert("RGBA")
    white = Images.new("RGBA", layered.size, "white")
    return Images.alpha_composite(white, layered).convert("RGB")


def _encode(picture: Image, form: str, taken: str | None) -> bytes:
    from PIL import Image as Images

    exif = Images.Exif()
    if taken:
        exif.get_ifd(_EXIF)[_DATE_TAKEN] = taken
    buffer = io.BytesIO()
    picture.save(buffer, form, quality=JPEG_QUALITY, optimize=True, exif=exif)
    return buffer.getvalue()


def _remedy(content: bytes) -> str:
    """What to do about a file that should be a picture and is none that is known."""
    brand = content[8:12] if content[4:8] == b"ftyp" else b""
    if brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"):
        return (
            "这是 iPhone 的 HEIC 照片。"
            "请在手机的“设置–相机–格式”里选“兼容性最佳”，或把照片另存为 JPG 后再添加。"
        )
    return _TO_JPEG


# ------------------------------------------------------------------------------ other files


def _pages(content: bytes, name: str) -> bytes:
    """A scan with all its pages: a TIFF of several as PDF. Raises AttachmentRefused.

    A PDF that cannot be opened would be found out when the book is bound, years later.
    """
    if _is_pdf(content):
        _check_pdf(content, name)
        return content
    if not content.startswith((b"II*\0", b"MM\0*")):
        return content
    from PIL import Image, ImageSequence

    with Image.open(io.BytesIO(content)) as picture:
        pages = [_on_white(page) for page in ImageSequence.Iterator(picture)]
    if len(pages) == 1:
        return content
    paper = io.BytesIO()
    pages[0].save(paper, "PDF", save_all=True, append_images=pages[1:], resolution=SCAN_DPI)
    return paper.getvalue()


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def _check_pdf(content: bytes, name: str) -> None:
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

    try:
        with PdfDocument(content) as paper:
            count = len(paper)
    except PdfiumError:
        count = 0
    if not count:
        raise AttachmentRefused(
            f"“{name}”打不开：不完整、已损坏或有密码", hint="请重新扫描，或去掉密码后再添加。"
        )


def _document_type(content: bytes, name: str) -> str:
    """The media type of a document. Raises AttachmentRefused for what is none."""
    if _is_pdf(content):
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        for media_type, suffix in SUFFIXES.items():
            if name.lower().endswith(suffix) and suffix in (".docx", ".xlsx", ".pptx"):
                return media_type
    elif b"\0" not in content and _is_text(content):
        return "text/plain"
    raise AttachmentRefused(
        f"“{name}”不是可以收进台账的文件",
        hint="可以是照片、PDF、Word（docx）、Excel（xlsx）、PPT（pptx）或纯文本；"
        "其他文件请另存为 PDF 后再添加。",
    )


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
