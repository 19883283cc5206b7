"""What one cell of a roster means for a member, by the field that its column is.

What cannot be read is never guessed: it comes as a code.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from zjdesk.citizen_ids import has_form, is_valid, tidy
from zjdesk.exchange.cells import NOTHING, Fault, visible
from zjdesk.exchange.headers import FIELDS, is_known, plain_header, simplified
from zjdesk.exchange.name_forms import meant_name
from zjdesk.exchange.problems import FAULTS, Code
from zjdesk.exchange.written_days import read_day
from zjdesk.fields import Day
from zjdesk.people import Category
from zjdesk.rare_characters import private_characters

if TYPE_CHECKING:
    from zjdesk.exchange.cells import Value

LONGEST_NAME = 40
NOT_MEMBERS = re.compile(
    "积极分子|发展对象|申请人|群众|团员|民主党派|非党员|无党派|民革|民盟|民建|民进|农工|致公|九三|台盟"
    "|民主(?:同盟|建国|促进)"
)
"""Words for people who are not in the Party."""
PARTY = "政治面貌"
"""The header whose column says of everybody whether he or she is in the Party."""

_NOBODY = re.compile(
    r"男|女|无|暂无|没有|同上|空缺|空白|以下空白|缺|无名|待定|其他|正式|预备|党员|(?:中共)?(?:正式|预备)党员"
    r"|书记|副书记|.{0,2}委员|组长|小计|合计|总计|其中"
)
"""What stands where a name should, and is nobody's."""
_LOST = re.compile("[?？\ufffd□〓]|^.[*＊]+|[*＊]+.")
_ODD = re.compile(r"[\d()（）,，、;；/]")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"^\(?\d+[.、·)]\s*(?=[^\W\d_])")
_STAR = re.compile(r"[*★☆※#△▲]+$")
_REMARK = re.compile(
    r"\((?:曾用名|原名|又名|预备|正式|女|男|书记|副书记|组长|委员|新|退休)[^()]*\)$"
)
"""What is written after a name and is no part of it."""
_NO_GROUP = {"未编组", "未分组", "未编入", "不编组", "没有", "待编组"}
_IS_GROUP = re.compile(r"(?!(?:党?小组)?(?:副?组长|成员|组员)$).*[^\W\d_].*|\d{1,2}")
_YES = {"是", "√", "✓", "✔", "1", "y", "yes", "true", "免", "对", "有"}
_NO = {"否", "×", "✗", "✘", "0", "n", "no", "false", "不"}


def parse(key: str, cell: Value, *, header: str, is_typed: bool) -> tuple[Code | None, Any]:
    """A code, if there is something to say about the cell, and its value."""
    if isinstance(cell, Fault):
        return FAULTS[cell], None
    if isinstance(FIELDS[key][1], Day):
        found = read_day(cell, is_typed=is_typed, is_birth=key == "birth_date")
        return found.code, found.day
    if key == "name":
        return _name(cell)
    if key == "category":
        return _category(cell, plain_header(header))
    if is_nothing(cell):
        return None, None
    match key:
        case "gender":
            return _gender(_word(cell))
        case "attendance_waived":
            return _waiver(_word(cell))
        case "group":
            return _group(cell)
        case "id_number":
            return identity_number(cell)
    return _text(key, cell)


def is_nothing(cell: Value) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip() in NOTHING)


def identity_number(cell: Value) -> tuple[Code | None, str | None]:
    """A code, if something is wrong with an identity number, and the number if nothing is."""
    if cell is None or isinstance(cell, Fault):
        return None, None
    if not isinstance(cell, str) or re.fullmatch(r"[\d.]+E\+?\d+", cell.strip(), re.IGNORECASE):
        return Code.ID_DAMAGED, None
    number = tidy(cell)
    if not has_form(number):
        return Code.ID_WRONG_FORM, None
    return (None, number) if is_valid(number) else (Code.ID_CHECK_FAILED, None)


# ------------------------------------------------------------------------------ inside


def _name(cell: Value) -> tuple[Code | None, str | None]:
    if cell is None:
        return Code.NO_NAME, None
    if not isinstance(cell, str):
        return Code.BAD_NAME, None
    if _LOST.search("".join(cell.split())):
        return Code.DAMAGED_NAME, None
    written = visible(" ".join(cell.split()))
    bare = _without_notes(written)
    try:
        name = FIELDS["name"][1].parse(bare)
    except ValueError:
        return Code.BAD_NAME, None
    if len(name) > LONGEST_NAME or not _LETTER.search(name) or _is_nobody(name):
        return Code.BAD_NAME, None
    if any(private_characters(name)):
        return Code.PRIVATE_CHARACTER, name
    if _ODD.search(name):
        return Code.ODD_NAME, name
    if _is_lookalike(name):
        return Code.LOOKALIKE_CHARACTER, name
    return (Code.NAME_NOTE if bare != written else None), name


def _without_notes(written: str) -> str:
    """What is left of a name without the number before it, and stars and notes behind it."""
    plain = written.replace("（", "(").replace("）", ")")
    bare = _REMARK.sub("", _STAR.sub("", _NUMBER.sub("", plain)).strip()).strip()
    return bare if bare != plain else written


def _is_lookalike(name: str) -> bool:
    """Whether characters are written otherwise than meant; dots and brackets do not count."""
    meant = meant_name(name)
    return name != meant and re.sub(r"\W", "", name) != re.sub(r"\W", "", meant)


def _is_nobody(name: str) -> bool:
    return bool(_NOBODY.fullmatch(name)) or is_known(name)


def _gender(word: str) -> tuple[Code | None, str | None]:
    gender = {"男": "男", "男性": "男", "女": "女", "女性": "女"}.get(word)
    return (None if gender else Code.UNKNOWN_WORD), gender


def _category(cell: Value, header: str) -> tuple[Code | None, Category | None]:
    """人员类别; where the column says who is in the Party, nobody is taken to be so unsaid."""
    word = "" if is_nothing(cell) else _word(cell)
    if NOT_MEMBERS.search(word):
        return Code.NOT_A_MEMBER, None
    if header.startswith("是否") and word in _YES | _NO:
        is_full = (word in _YES) == ("正式" in header)
        return None, Category.FULL if is_full else Category.PROBATIONARY
    if "预备" in word:
        return None, Category.PROBATIONARY
    if "正式" in word or word in ("中共党员", "共产党员", "党员", "已转正", "full"):
        return None, Category.FULL
    if header == PARTY:
        return Code.NOT_SAID_TO_BE_MEMBER, None
    return (Code.UNKNOWN_WORD if word else None), None


def _waiver(word: str) -> tuple[Code | None, bool | None]:
    if word in _YES or word in _NO:
        return None, word in _YES
    return Code.UNKNOWN_WORD, None


def _group(cell: Value) -> tuple[Code | None, str | None]:
    """党小组; a number is one, 组长 is none."""
    if isinstance(cell, str):
        code, name = _text("group", re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", cell))
    else:
        code, name = _text("group", cell)
    if name is None or name in _NO_GROUP:
        return code, None
    return (code, name) if _IS_GROUP.fullmatch(name) else (Code.UNKNOWN_WORD, None)


def _text(key: str, cell: Value) -> tuple[Code | None, str | None]:
    try:
        text = FIELDS[key][1].parse(re.sub("[\x00-\x1f\x7f-\x9f]+", " ", str(cell)))
    except ValueError:
        return Code.BAD_TEXT, None
    return None, text or None


def _word(cell: Value) -> str:
    plain = unicodedata.normalize("NFKC", visible(str(cell)))
    return simplified("".join(plain.split()).lower())
