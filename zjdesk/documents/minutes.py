"""Minutes: the page that is signed and bound, for every kind of record.

Everything on it follows from the declarations of the kinds; a new kind prints at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, BinaryIO

from zjdesk.documents.facts import fact_table, when
from zjdesk.documents.fonts import GETA, missing
from zjdesk.documents.furniture import Furniture
from zjdesk.documents.manuscript import Manuscript
from zjdesk.documents.pages import LEAST, Together
from zjdesk.documents.pdf import Booklet, write_pdf
from zjdesk.documents.pictures import figure_rows
from zjdesk.documents.sections import body
from zjdesk.documents.signatures import Signatures
from zjdesk.documents.styles import ABOVE_TITLE, LABEL, TEXT_HEIGHT, TEXT_WIDTH, TITLE
from zjdesk.errors import Place, Problem, Weight
from zjdesk.fields import EARLIEST
from zjdesk.kinds.catalogue import KINDS
from zjdesk.kinds.files import RECORDED_AT
from zjdesk.kinds.fingerprint import fingerprint
from zjdesk.kinds.judging import is_late, regulations_for
from zjdesk.kinds.layout import details_fields
from zjdesk.participants import RosterEntry
from zjdesk.parts import One, Rows, part_fields
from zjdesk.progress import silent
from zjdesk.record import ATTACHMENT_ROLES, AttachmentRole, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from zjdesk.documents.pages import Block
    from zjdesk.fields import Field
    from zjdesk.parts import Part
    from zjdesk.progress import Progress
    from zjdesk.record import Attachment
    from zjdesk.regulations.in_force import LocalRule


@dataclass(frozen=True)
class Correction:
    """Why a version that was final was opened again."""

    revision: int
    reopened_at: datetime
    reason: str


@dataclass(frozen=True)
class Minutes:
    """What is printed: a record and what stands around it.

    `branch` is the branch's full name on that day, `pictures` gives the file of an attachment that
    is a picture by the attachment's id, `corrections` are those of earlier versions, `override` is
    why the record is final in spite of what it lacks, `local` what the ledger asks for besides the
    regulations.
    """

    record: Record
    branch: str
    pictures: Mapping[str, Path]
    corrections: Sequence[Correction] = ()
    override: str = ""
    local: Sequence[LocalRule] = ()


def write_minutes(
    minutes: Sequence[Minutes], target: BinaryIO, *, progress: Progress = silent
) -> None:
    """Writes a PDF file with the minutes, each on pages of its own and numbered by itself.

    The same minutes give the same bytes. `progress` may raise Cancelled; nothing is then written.
    Raises ValueError if there are no minutes.
    """
    if not minutes:
        raise ValueError("no minutes to write")
    first = minutes[0]
    title = f"{heading(first.record)}　{first.record.title}"
    write_pdf(
        _booklets(minutes, progress),
        target,
        title=title if len(minutes) == 1 else f"会议记录（{len(minutes)}份）",
        author=first.branch,
        moment=max(moment_of(one.record) for one in minutes),
    )


def missing_characters(record: Record) -> list[Problem]:
    """The characters of a record that no bundled font has, each with its place."""
    everywhere = Place()
    fields: list[tuple[Field[Any], Any]] = [
        *((field, getattr(record, name)) for name, field in part_fields(Record).items()),
        *((field, record[field]) for field in details_fields(record).values()),
        (Rows("roster", "党员名册", RosterEntry), record.roster),
    ]
    return [problem for field, value in fields for problem in _missing(field, value, everywhere)]


def heading(record: Record) -> str:
    """支部党员大会记录: what stands over the minutes."""
    return f"{KINDS[record.kind].name.removesuffix('记录')}记录"


def minutes_booklet(minutes: Minutes) -> Booklet:
    """The minutes of one record on their pages."""
    record = minutes.record
    day = f"{record.day:%Y-%m-%d}" if record.day else ""
    return Booklet(
        title=f"{day} {KINDS[record.kind].short} {record.title}",
        blocks=list(_blocks(minutes)),
        furniture=_furniture(record),
    )


def moment_of(record: Record) -> datetime:
    """The date of a file: that of writing, else of the event; never that of printing."""
    return record.recorded_at or datetime.combine(record.day or EARLIEST, time())


def _booklets(minutes: Sequence[Minutes], progress: Progress) -> Iterator[Booklet]:
    for done, one in enumerate(minutes):
        progress(done, len(minutes), one.record.title)
        yield minutes_booklet(one)
    progress(len(minutes), len(minutes), "")


# ---------------------------------------------------------------------------- blocks


def _blocks(minutes: Minutes) -> Iterator[Block]:
    regulations = regulations_for(minutes.record, minutes.local)
    manuscript = Manuscript(minutes.record, regulations)
    yield manuscript.text(minutes.branch, ABOVE_TITLE)
    yield manuscript.text(heading(minutes.record), TITLE)
    yield from _signed(
        [fact_table(manuscript), *body(manuscript)],
        list(_notes(minutes, manuscript)),
        Signatures(KINDS[minutes.record.kind].signatures),
    )
    yield from _attachments(minutes, manuscript)


def _notes(minutes: Minutes, manuscript: Manuscript) -> Iterator[Block]:
    record = minutes.record
    if is_late(record, manuscript.regulations):
        written = RECORDED_AT.show(record.recorded_at)
        text = f"时间：{when(record)}；记录时间：{written}（补记）。"
        yield manuscript.text(text, lead="补记说明：")
    if minutes.corrections:
        yield manuscript.text(
            "\n".join(
                f"第{one.revision}版于{RECORDED_AT.show(one.reopened_at)}更正，原因：{one.reason}"
                for one in minutes.corrections
            ),
            lead="更正说明：",
        )
    if record.printed and record.is_changed_since_printed:
        printed = record.printed
        text = (
            f"第{printed.revision}版（{printed.fingerprint}）于{RECORDED_AT.show(printed.at)}打印签字，"
            "此后有修改。"
        )
        yield manuscript.text(text, lead="签字后已修改：")
    if minutes.override:
        yield manuscript.text(minutes.override, lead="定稿说明：")


def _signed(
    body: Sequence[Block], notes: Sequence[Block], signatures: Signatures
) -> Iterator[Block]:
    """Everything down to the signatures: nobody signs a page without a word of the minutes.

    Only of notes that fill half a page no more than the end stays with the signatures.
    """
    are_short = sum(note.height(TEXT_WIDTH) for note in notes) < TEXT_HEIGHT / 2
    text, closing = ([*body], notes) if are_short else ([*body, *notes], [])
    start = len(text) - 1
    while start and Together(tuple(text[start:])).height(TEXT_WIDTH) < LEAST:
        start -= 1
    yield from text[:start]
    yield Together((*text[start:], *closing, signatures))


def _attachments(minutes: Minutes, manuscript: Manuscript) -> Iterator[Block]:
    pictures, others = [], []
    for attachment in minutes.record.attachments:
        path = minutes.pictures.get(attachment.id)
        if path and _may_be_picture(attachment):
            pictures.append((path, _called(attachment)))
        else:
            others.append(attachment)
    if others:
        yield manuscript.text("附件清单：", LABEL)
        yield manuscript.text("\n".join(map(_listed, others)))
    if pictures:
        yield manuscript.text("照片：", LABEL)
        yield from figure_rows(pictures)


def _may_be_picture(attachment: Attachment) -> bool:
    return attachment.media_type.partition("/")[0] in ("", "image")


def _listed(attachment: Attachment) -> str:
    """What is said of an attachment that is not shown, though a picture should have been."""
    called = _called(attachment)
    is_photo = attachment.role is AttachmentRole.PHOTO
    if is_photo or attachment.media_type.startswith("image/"):
        return f"（图片文件缺失：{attachment.file}）{called if called != attachment.file else ''}"
    return f"{called}（{attachment.file}）" if called != attachment.file else called


def _called(attachment: Attachment) -> str:
    """The caption; what is no photo is also told by what it is, once."""
    caption = attachment.caption
    role = ATTACHMENT_ROLES[attachment.role] if attachment.role else ""
    if caption and (attachment.role is AttachmentRole.PHOTO or caption == role):
        return caption
    return "：".join(filter(None, (role, caption))) or attachment.file


# ---------------------------------------------------------------------------- page furniture


def _furniture(record: Record) -> Furniture:
    if record.state is State.FINAL:
        version = f"第{record.revision}版　{fingerprint(record)}"
        return Furniture(foot=f"编号：{record.number}　{version}")
    day = f"{record.day:%Y-%m-%d}　" if record.day else ""
    return Furniture(
        foot=f"{KINDS[record.kind].short}　{day}草稿",
        head=f"草稿（第{record.revision}版更正中）" if record.revision else "草稿",
    )


# ---------------------------------------------------------------------------- missing characters


def _missing(field: Field[Any], value: Any, place: Place) -> Iterator[Problem]:
    if field.is_missing(value):
        return
    at = place.field(field.key, field.label)
    if isinstance(field, Rows):
        for index, part in enumerate(value):
            yield from _missing_in_part(part, at.item(index))
    elif isinstance(field, One):
        yield from _missing_in_part(value, at)
    else:
        for text in field.texts(value):
            for char in missing(text):
                yield Problem(
                    f"第{text.index(char) + 1}个字“{char}”（U+{ord(char):04X}）字库里没有，"
                    f"打印出来是“{GETA}”，请改用别的字",
                    at,
                    Weight.REMINDS,
                )


def _missing_in_part(part: Part, place: Place) -> Iterator[Problem]:
    for name, field in part_fields(type(part)).items():
        yield from _missing(field, getattr(part, name), place)
