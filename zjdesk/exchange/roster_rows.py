"""The rows of a roster sheet: the cells of each as values of a member, with what is wrong.

An empty cell says nothing. What cannot be read is never guessed: it is a problem of the row.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import TYPE_CHECKING, Any

from zjdesk.citizen_ids import has_form, is_valid, tidy
from zjdesk.exchange.cells import Fault
from zjdesk.exchange.headers import FIELDS, ID_NUMBER, field_of, plain_header
from zjdesk.exchange.problems import Code, Level, RowProblem
from zjdesk.exchange.sections import NOT_MEMBERS, Sections
from zjdesk.exchange.written_days import read_day
from zjdesk.fields import Day
from zjdesk.people import Category
from zjdesk.rare_characters import private_characters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zjdesk.exchange.cells import Row, Value
    from zjdesk.exchange.headers import Header

LONGEST_NAME = 40

_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|填[表报][人日期单位]+|制表人?|审核人?|负责人|经办人|联系人|联系电话|"
    r"党?支部|书记签[字名]|盖章)\d*[:：]"
    r"|以上(?:$|\W|\d|共|党员|人)|共\d+[人名]|第\d+页"
    r"|(?:[一二三四五六七八九十]+|\d+)[、.．].{6,}"
)
_SUM = re.compile(r"(?:合计|总计|小计|共计|总人数)(?:$|\W|\d|人)")
_SENTENCE = re.compile("[，。；：,;:]|小组$|支部$")
_NOTHING = {"无", "暂无", "-", "—", "——", "/"}
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Characters without a shape that come along from web pages and chats."""
_EVIDENCE = ("gender", "category", "birth_date", "joined_on", "full_on")
"""What makes a row without a name somebody's all the same: facts that no note would hold."""
_YES = {"是", "√", "✓", "✔", "1", "y", "yes", "true", "免", "对", "有"}
_NO = {"否", "×", "✗", "✘", "0", "n", "no", "false", "不", "无", "-", "—", "/"}


@dataclass(frozen=True)
class ReadRow:
    """A row that stands for a person."""

    number: int
    labels: Mapping[str, str]
    """The headers of the columns that are taken over, by key."""
    cells: Mapping[str, Value]
    """What stands in them."""
    values: Mapping[str, Any]
    """What that means for a member; None where nothing is said."""
    rough: frozenset[str] = frozenset()
    """The days that are only the first of their month, by key."""
    problems: list[RowProblem] = attribute(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.values["name"] or "")

    @property
    def is_faulty(self) -> bool:
        return any(problem.level is Level.ERROR for problem in self.problems)

    def has_problem(self, key: str) -> bool:
        label = self.labels.get(key)
        return any(problem.column == label for problem in self.problems)

    def add(self, code: Code, key: str, *, detail: str = "") -> None:
        """Say what is wrong with a value; one that the sheet does not have counts as its name."""
        written = "" if key == ID_NUMBER else _shown(self.cells.get(key))
        label = self.labels.get(key, self.labels["name"])
        self.problems.append(RowProblem(self.number, label, code, written, detail))


@dataclass
class ReadSheet:
    """The rows below a header, sorted: people, notes, and rows that nobody sees."""

    people: list[ReadRow] = attribute(default_factory=list)
    ignored: list[int] = attribute(default_factory=list)
    hidden: list[int] = attribute(default_factory=list)
    elsewhere: dict[str, list[int]] = attribute(default_factory=dict)
    """People of another list, by what stands above them; their rows are ignored too."""


def read_rows(header: Header, *, until: int | None = None) -> ReadSheet:
    """Read the rows below a header, up to the row `until`; of tables side by side left first."""
    found = ReadSheet()
    for block in header.blocks:
        _read_block(block, found, until)
    people = {row.number for row in found.people}
    found.ignored = sorted(set(found.ignored) - people)
    found.hidden = sorted(set(found.hidden))
    return found


def _read_block(header: Header, found: ReadSheet, until: int | None) -> None:
    taken = {column.key: column for column in header.columns if column.key}
    labels = {key: column.label for key, column in taken.items()}
    sections = Sections(header)
    for row in header.sheet.rows:
        if row.number <= header.last or (until is not None and row.number >= until):
            continue
        cells = {key: row[column.index] for key, column in taken.items()}
        if row.number in header.sheet.hidden_rows:
            found.hidden.append(row.number)
        elif (
            sections.enter(row) or _is_header(cells["name"], labels["name"]) or _is_note(row, cells)
        ):
            found.ignored.append(row.number)
        else:
            person = _read(row.number, cells, labels, is_typed=header.sheet.is_typed)
            if cells["name"] is not None or any(map(person.values.get, _EVIDENCE)):
                says_member = person.values.get("category") and not sections.is_other_table
                if sections.elsewhere and not says_member:
                    found.elsewhere.setdefault(sections.elsewhere, []).append(row.number)
                    found.ignored.append(row.number)
                else:
                    found.people.append(person)
            elif any(_is_word(value) for value in row.values):
                found.ignored.append(row.number)


def check_identity_numbers(header: Header, rows: Sequence[ReadRow]) -> list[RowProblem]:
    """What is wrong with the identity numbers beside these people; none is kept."""
    columns = [column for column in header.columns if column.is_identity_number]
    numbers = {row.number for row in rows}
    return [
        RowProblem(row.number, column.label, code)
        for block in header.blocks
        for row in block.sheet.rows
        if row.number in numbers
        for column in columns
        if (code := _identity_number(row[column.index])[0])
    ]


# ------------------------------------------------------------------------------ which rows


def _is_header(name: Value, label: str) -> bool:
    """Whether a row says the headers, as at the top of each printed page: nobody is called 姓名."""
    said = str(name)
    return field_of(said) == "name" or plain_header(said) == plain_header(label)


def _is_note(row: Row, cells: Mapping[str, Value]) -> bool:
    """Whether a row is a title, a note or a sum: it says one thing only, or says what it is."""
    there = [value for value in row.values if value is not None]
    if len(set(there)) == 1 < len(there) and not isinstance(there[0], Fault):
        return True
    texts = [value for value in there if isinstance(value, str)]
    if texts and _SUM.match("".join(texts[0].split())):
        return True
    name = cells["name"]
    said = name if isinstance(name, str) else next(iter(texts), None)
    if said is None:
        return False
    bare = "".join(said.split())
    is_alone = all(value is None or value is said for value in cells.values())
    return bool(_NOTE.match(bare) or (is_alone and _SENTENCE.search(bare)))


def _is_word(value: Value) -> bool:
    return isinstance(value, str) and not value.strip().isdecimal()


# ------------------------------------------------------------------------------ one row


def _read(
    number: int, cells: Mapping[str, Value], labels: Mapping[str, str], *, is_typed: bool
) -> ReadRow:
    read = {key: _parse(key, cell, is_typed=is_typed) for key, cell in cells.items()}
    values = {key: value for key, (_, value) in read.items()}
    codes = {key: code for key, (code, _) in read.items()} | _missing(values, cells)
    rough = frozenset(key for key, code in codes.items() if code is Code.DAY_ASSUMED)
    row = ReadRow(number, labels, cells, values, rough)
    for key, code in codes.items():
        if code is not None:
            row.add(code, key)
    return row


def _missing(values: Mapping[str, Any], cells: Mapping[str, Value]) -> dict[str, Code | None]:
    """The days that a roster needs: 入党日期, and 转正日期 of a full member."""
    needed = ["joined_on"] + ["full_on"] * (values.get("category") is Category.FULL)
    return {key: Code.MISSING for key in needed if key in cells and _is_nothing(cells[key])}


def _parse(key: str, cell: Value, *, is_typed: bool) -> tuple[Code | None, Any]:
    """A code, if there is something to say about the cell, and its value."""
    if isinstance(cell, Fault):
        return Code.NO_RESULT, None
    if isinstance(FIELDS[key][1], Day):
        found = read_day(cell, is_typed=is_typed, is_birth=key == "birth_date")
        return found.code, found.day
    if key == "name":
        return _name(cell)
    if _is_nothing(cell):
        return None, None
    match key:
        case "gender":
            return _gender(_word(cell))
        case "category":
            return _category(_word(cell))
        case "attendance_waived":
            return _waiver(_word(cell))
        case "id_number":
            return _identity_number(cell)
    return _text(key, cell)


def _name(cell: Value) -> tuple[Code | None, str | None]:
    if cell is None:
        return Code.NO_NAME, None
    if not isinstance(cell, str):
        return Code.BAD_NAME, None
    if re.search("[?？\ufffd]", cell):
        return Code.DAMAGED_NAME, None
    try:
        name = bare_name(FIELDS["name"][1].parse(" ".join(cell.split())))
    except ValueError:
        return Code.BAD_NAME, None
    if len(name) > LONGEST_NAME or not re.search(r"[^\W\d_]", name):
        return Code.BAD_NAME, None
    if any(private_characters(name)):
        return Code.PRIVATE_CHARACTER, name
    return (Code.ODD_NAME if re.search(r"[\d()（）,，、;；/]", name) else None), name


def bare_name(name: str) -> str:
    """A name without characters that nobody sees, for comparing."""
    return _UNSEEN.sub("", name)


def _gender(word: str) -> tuple[Code | None, str | None]:
    gender = {"男": "男", "男性": "男", "女": "女", "女性": "女"}.get(word)
    return (None if gender else Code.UNKNOWN_WORD), gender


def _category(word: str) -> tuple[Code | None, Category | None]:
    if NOT_MEMBERS.search(word):
        return Code.NOT_A_MEMBER, None
    if "预备" in word:
        return None, Category.PROBATIONARY
    if "正式" in word or word in ("中共党员", "共产党员", "党员", "已转正", "full"):
        return None, Category.FULL
    return Code.UNKNOWN_WORD, None


def _waiver(word: str) -> tuple[Code | None, bool | None]:
    if word in _YES or word in _NO:
        return None, word in _YES
    return Code.UNKNOWN_WORD, None


def _text(key: str, cell: Value) -> tuple[Code | None, str | None]:
    try:
        text = FIELDS[key][1].parse(re.sub("[\x00-\x1f\x7f-\x9f]+", " ", str(cell)))
    except ValueError:
        return Code.BAD_TEXT, None
    return None, text or None


def _is_nothing(cell: Value) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip() in _NOTHING)


def _word(cell: Value) -> str:
    return "".join(unicodedata.normalize("NFKC", str(cell)).split()).lower()


def _shown(cell: Value) -> str:
    return "" if cell is None or isinstance(cell, Fault) else str(cell)


def _identity_number(cell: Value) -> tuple[Code | None, str | None]:
    if cell is None or isinstance(cell, Fault):
        return None, None
    if not isinstance(cell, str) or re.fullmatch(r"[\d.]+E\+?\d+", cell.strip(), re.IGNORECASE):
        return Code.ID_DAMAGED, None
    number = tidy(cell)
    if not has_form(number):
        return Code.ID_WRONG_FORM, None
    return (None, number) if is_valid(number) else (Code.ID_CHECK_FAILED, None)
