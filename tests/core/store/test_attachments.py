"""Attachments: pictures made fit, other files as they are, what is none refused in words."""

from __future__ import annotations

import io
import json
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from tests.samples import SAMPLE
from zjdesk.errors import AttachmentRefused, NotFound
from zjdesk.record import Attachment, AttachmentRole
from zjdesk.store import attachments

PHOTOS = SAMPLE / "photos"
EXPECTED = json.loads((Path(__file__).parents[2] / "data" / "photos.json").read_text("utf-8"))


def picture(name, folder, **more):
    path = folder / name
    form = more.pop("format", None)
    Image.new(more.pop("mode", "RGB"), more.pop("size", (60, 40)), more.pop("color", "red")).save(
        path, form, **more
    )
    return path


@pytest.mark.parametrize("photo", EXPECTED, ids=lambda photo: photo["file"])
def test_the_photos_of_the_sample(ledger, photo):
    kept = attachments.add(ledger, PHOTOS / photo["file"], role=AttachmentRole.PHOTO)
    with Image.open(attachments.path(ledger, kept)) as shown:
        width, height = photo["shown"]
        factor = min(1, 2000 / max(width, height))
        assert shown.size == pytest.approx((width * factor, height * factor), abs=1)
        assert (kept.width, kept.height) == shown.size
        assert shown.mode == "RGB"
        exif = shown.getexif()
        taken = exif.get_ifd(0x8769).get(0x9003)
        wanted = photo.get("taken", "").replace("-", ":").replace("T", " ")
        assert (taken or "") == wanted
        assert not exif.get_ifd(0x8825), "the place where it was taken"
        assert 0x0112 not in exif, "orientation"
    assert kept.file == photo["file"]
    assert kept.media_type in ("image/jpeg", "image/png")
    assert kept.size == attachments.path(ledger, kept).stat().st_size


def test_a_see_through_picture_stands_on_white(ledger, tmp_path):
    source = picture("印章.png", tmp_path, mode="RGBA", color=(255, 0, 0, 0))
    with Image.open(attachments.path(ledger, attachments.add(ledger, source))) as shown:
        assert shown.convert("RGB").getpixel((30, 20)) == pytest.approx((255, 255, 255), abs=2)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pngs_of_every_sort(ledger, tmp_path, mode):
    source = picture("图.png", tmp_path, mode=mode, color=1)
    assert attachments.add(ledger, source).role is AttachmentRole.PHOTO


@pytest.mark.parametrize("form", ["JPEG", "GIF", "BMP", "WEBP", "TIFF"])
def test_other_formats_become_jpeg(ledger, tmp_path, form):
    source = picture("图.dat", tmp_path, format=form)
    assert attachments.add(ledger, source).media_type == "image/jpeg"


def test_pictures_for_print_in_four_colours(ledger, tmp_path):
    source = picture("印刷.jpg", tmp_path, mode="CMYK", color=(0, 255, 255, 0))
    with Image.open(attachments.path(ledger, attachments.add(ledger, source))) as shown:
        assert shown.mode == "RGB"


def test_drawings_stay_png_photos_become_jpeg(ledger, tmp_path):
    drawing = picture("表.png", tmp_path, size=(600, 400), color="white")
    noise = Image.effect_noise((300, 200), 80).convert("RGB")
    noise.save(tmp_path / "照片.png")
    assert attachments.add(ledger, drawing).media_type == "image/png"
    assert attachments.add(ledger, tmp_path / "照片.png").media_type == "image/jpeg"


def test_the_same_picture_is_kept_once(ledger):
    one, two = (attachments.add(ledger, PHOTOS / "1-rotated.jpg") for _ in range(2))
    assert one.sha256 == two.sha256
    assert one.id != two.id
    place = attachments.path(ledger, one)
    assert place.parent.parent.name == "支部.附件"
    assert len([p for p in place.parent.parent.rglob("*") if p.is_file()]) == 1


# ------------------------------------------------------------------------------ documents


def office(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
    return path


def test_documents_are_kept_as_they_are(ledger, tmp_path):
    sources = {
        "application/pdf": tmp_path / "学习材料.pdf",
        "text/plain": tmp_path / "讲稿.txt",
    }
    sources["application/pdf"].write_bytes(b"%PDF-1.7\n...")
    sources["text/plain"].write_bytes("党课讲稿".encode("gb18030"))
    for media_type, source in sources.items():
        kept = attachments.add(ledger, source, role=AttachmentRole.HANDOUT)
        assert kept.media_type == media_type
        assert attachments.path(ledger, kept).read_bytes() == source.read_bytes()
        assert attachments.path(ledger, kept).suffix == source.suffix
    for suffix in (".docx", ".xlsx", ".pptx"):
        kept = attachments.add(ledger, office(tmp_path / f"表{suffix}"))
        assert attachments.path(ledger, kept).suffix == suffix
        assert kept.role is AttachmentRole.OTHER


def test_a_signed_scan_may_be_a_pdf_a_photo_may_not(ledger, tmp_path):
    source = tmp_path / "扫描.pdf"
    paper = pypdf.PdfWriter()
    paper.add_blank_page(width=595, height=842)
    paper.write(source)
    attachments.add(ledger, source, role=AttachmentRole.SIGNED_SCAN)
    with pytest.raises(AttachmentRefused, match="不是照片"):
        attachments.add(ledger, source, role=AttachmentRole.PHOTO)


# ------------------------------------------------------------------------------ refused


def refusal(ledger, source, role=AttachmentRole.PHOTO):
    attachment = Attachment(file="旧名", role=role)
    with pytest.raises(AttachmentRefused) as refused:
        attachments.fill(ledger, attachment, source)
    assert attachment == Attachment(file="旧名", role=role)
    assert refused.value.hint
    assert not list(ledger.path.parent.rglob("*.part"))
    return f"{refused.value} {refused.value.hint}"


def test_a_true_heic_says_what_to_do(ledger, tmp_path):
    source = tmp_path / "IMG_1.HEIC"
    source.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(500))
    assert "兼容性最佳" in refusal(ledger, source)


def test_photos_that_are_none(ledger, tmp_path):
    source = tmp_path / "假的.jpg"
    for content in (b"hello", b"MZ" + bytes(200), "文字".encode(), b"\xff\xd8\xff"):
        source.write_bytes(content)
        assert "JPG" in refusal(ledger, source)


def test_empty_missing_and_folders(ledger, tmp_path):
    (tmp_path / "空.jpg").write_bytes(b"")
    assert "空文件" in refusal(ledger, tmp_path / "空.jpg")
    assert "读不了" in refusal(ledger, tmp_path / "没有.jpg")
    assert "读不了" in refusal(ledger, tmp_path)


def test_a_truncated_photo(ledger, tmp_path):
    whole = (PHOTOS / "1-rotated.jpg").read_bytes()
    source = tmp_path / "断.jpg"
    source.write_bytes(whole[: len(whole) // 2])
    assert "不完整" in refusal(ledger, source)


def test_a_picture_that_would_fill_the_memory(ledger, tmp_path):
    source = picture("炸弹.png", tmp_path, mode="1", size=(14_000, 14_000), color=0)
    assert "像素太多" in refusal(ledger, source)


def test_a_file_that_is_too_large(ledger, tmp_path, monkeypatch):
    monkeypatch.setattr(attachments, "LARGEST", 1000)
    assert "超过" in refusal(ledger, PHOTOS / "1-rotated.jpg")


def test_programs_are_not_taken(ledger, tmp_path):
    source = tmp_path / "程序.docx"
    source.write_bytes(b"MZ\0" + bytes(100))
    assert "PDF" in refusal(ledger, source, AttachmentRole.OTHER)


def test_damaged_photos_are_kept_or_refused_but_never_a_bug(ledger, tmp_path):
    chance = random.Random(7)
    source = tmp_path / "坏.jpg"
    for name in ("1-rotated.jpg", "2-transparent.png"):
        whole = (PHOTOS / name).read_bytes()
        for _ in range(25):
            content = bytearray(whole)
            for _ in range(chance.choice((1, 20))):
                content[chance.randrange(min(len(content), 3000))] = chance.randrange(256)
            source.write_bytes(content)
            with suppress(AttachmentRefused):
                attachments.add(ledger, source, role=AttachmentRole.PHOTO)


# ------------------------------------------------------------------------------ kept files


def test_a_file_that_was_altered_or_is_gone(ledger):
    kept = attachments.add(ledger, PHOTOS / "1-rotated.jpg")
    place = attachments.path(ledger, kept)
    place.write_bytes(place.read_bytes() + b"\0")
    with pytest.raises(NotFound, match="改动或损坏"):
        attachments.path(ledger, kept)
    attachments.add(ledger, PHOTOS / "1-rotated.jpg")
    assert attachments.path(ledger, kept) == place
    place.unlink()
    with pytest.raises(NotFound, match="不见了") as gone:
        attachments.path(ledger, kept)
    assert "支部.附件" in gone.value.hint


def test_bytes_of_a_jpeg_have_no_place(ledger, tmp_path):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "某手机"
    buffer = io.BytesIO()
    Image.new("RGB", (50, 50)).save(buffer, "JPEG", exif=exif)
    source = tmp_path / "手机.jpg"
    source.write_bytes(buffer.getvalue())
    kept = attachments.path(ledger, attachments.add(ledger, source)).read_bytes()
    assert "某手机".encode() not in kept
    assert b"GPS" not in kept
