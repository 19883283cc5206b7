"""The rows of a roster sheet: the cells of each as values of a member, with what is wrong.

An empty cell says nothing. What cannot be read is never guessed: it is a problem of the row.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from typing import TYPE_CHECKING, Any

from zjdesk.exchange.cells import Fault
from zjdesk.exchange.headers import ID_NUMBER, field_of, plain_header
from zjdesk.exchange.problems import Code, Level, RowProblem, place_of
from zjdesk.exchange.row_values import identity_number, is_nothing, parse
from zjdesk.exchange.sections import Section, Sections
from zjdesk.people import Category
from zjdesk.rare_characters import private_characters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from zjdesk.exchange.cells import Row, Value
    from zjdesk.exchange.header_rows import Header

_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|填[表报][人日期单位]+|制表人?|审核人?|负责人|经办人|联系人|联系电话|"
    r"党?支部|(?:党?支部)?书记|书记签[字名]|盖章)\d*[:：]"
    r"|以上(?:$|\W|\d|共|党员|人)|[(（]?以下空白|[(（]?此处空白|其中|[男女][:：]\d|共\d+[人名]|第\d+页"
    r"|(?:[一二三四五六七八九十]+|\d+)[、.．].{6,}"
)
_SIGNED = re.compile(
    r"(?:填[表报]人|填[表报]日期|制表人?|审核人?|支?部?书记签[字名]|支部盖章|盖章|公章)[:：]?"
)
"""What stands beside a name that is no member's in the last rows."""
_SUM = re.compile(r"(?:合计|总计|小计|共计|总人数)(?:$|\W|\d|人)")
_SENTENCE = re.compile("[，。；：,;:]|小组$|支部$")
_STATES = {"党籍状态", "党员状态", "状态"}
_USUAL_STATES = {"正常", "正常党籍", "有", "在册", "在籍", "无", "是"}
_REMARKS = {"备注", "说明", "备考", "备注说明"}
_GONE = re.compile("转出|调出|调离|去世|逝世|死亡|已故|停止党籍|出党|退党|除名|开除|失联")
"""What says in a remark that somebody may no longer be here."""
_BRANCHES = {"所在党支部", "所在支部", "党支部", "支部"}
_AS_ABOVE = {"〃", "″", '"', "同上", "同"}
_PRINTED = ("name", "mark", "group", "post")
_EVIDENCE = ("gender", "category", "birth_date", "joined_on", "full_on")
"""What makes a row without a name somebody's all the same: facts that no note would hold."""


@dataclass(frozen=True)
class ReadRow:
    """A row that stands for a person."""

    number: int
    """The row, as a spreadsheet numbers it."""
    labels: Mapping[str, str]
    """The headers of the columns that are taken over, by key."""
    cells: Mapping[str, Value]
    """What stands in them."""
    values: Mapping[str, Any]
    """What that means for a member; None where nothing is said."""
    rough: frozenset[str] = frozenset()
    """The days that are only the first of their month, by key."""
    problems: list[RowProblem] = attribute(default_factory=list)
    sheet: str = ""
    """The sheet, where the roster is made up of several."""

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return place_of(self.number, self.sheet)

    def moved_to(self, sheet: str) -> ReadRow:
        """The same row as one of a sheet among several."""
        problems = [replace(problem, sheet=sheet) for problem in self.problems]
        return replace(self, problems=problems, sheet=sheet)

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
        self.problems.append(RowProblem(self.number, label, code, written, detail, self.sheet))


@dataclass
class ReadSheet:
    """The rows below a header, sorted: people, notes, and rows that nobody sees."""

    people: list[ReadRow] = attribute(default_factory=list)
    ignored: list[int] = attribute(default_factory=list)
    hidden: list[int] = attribute(default_factory=list)
    elsewhere: dict[str, list[int]] = attribute(default_factory=dict)
    """People of another list, by what stands above them; their rows are ignored too."""
    by_title: dict[Section, list[int]] = attribute(default_factory=dict)
    """The rows of whom something was known by a title only."""
    branches: Counter[str] = attribute(default_factory=Counter)
    """How many people stand in which branch, where a column says so."""
    continued: list[int] = attribute(default_factory=list)
    """Rows that go on with the person above, whose name is merged over them."""


def read_rows(
    header: Header, *, until: int | None = None, sections: Sequence[Section] = ()
) -> ReadSheet:
    """Read the rows below a header, up to the row `until`; of tables side by side left first.

    `sections`: what titles above the header say.
    """
    found = ReadSheet()
    for block in header.blocks:
        _read_block(block, found, until, Sections(block, sections))
    people = {row.number for row in found.people}
    found.ignored = sorted(set(found.ignored) - people)
    found.hidden = sorted(set(found.hidden))
    return found


def _read_block(header: Header, found: ReadSheet, until: int | None, sections: Sections) -> None:
    taken = {column.key: column for column in header.columns if column.key}
    labels = {key: column.label for key, column in taken.items()}
    group: str | None = None
    for row in header.sheet.rows:
        if row.number <= header.last or (until is not None and row.number >= until):
            continue
        cells = {key: header.cell(row, column) for key, column in taken.items()}
        if row.number in header.sheet.hidden_rows:
            found.hidden.append(row.number)
        elif (
            sections.enter(row) or _is_header(cells["name"], labels["name"]) or _is_note(row, cells)
        ):
            found.ignored.append(row.number)
        elif (row.number, taken["name"].index) in header.sheet.down:
            found.continued.append(row.number)
        else:
            if cells.get("group") in _AS_ABOVE:
                cells["group"] = group
            person = _read(row.number, cells, labels, is_typed=header.sheet.is_typed)
            group = person.values.get("group")
            if cells["name"] is not None or any(map(person.values.get, _EVIDENCE)):
                says_member = person.values.get("category") and not sections.takes_nobody
                if sections.elsewhere and not says_member:
                    found.elsewhere.setdefault(sections.elsewhere, []).append(row.number)
                    found.ignored.append(row.number)
                else:
                    found.people.append(_below_titles(person, sections, found))
                    _look_around(person, row, header, found)
            elif any(_is_word(value) for value in row.values):
                found.ignored.append(row.number)


def _below_titles(person: ReadRow, sections: Sections, found: ReadSheet) -> ReadRow:
    """The person with what the titles above say and the row itself leaves open."""
    given: dict[str, Any] = {}
    for key, section in sections.said.items():
        if person.values.get(key) is None and not person.has_problem(key):
            given[key] = section.group or section.category
            found.by_title.setdefault(section, []).append(person.number)
    return replace(person, values={**person.values, **given}) if given else person


def _look_around(person: ReadRow, row: Row, header: Header, found: ReadSheet) -> None:
    """Say what columns that are not taken over tell of somebody who may not be here."""
    for column in header.columns:
        said = header.cell(row, column)
        if column.key or not isinstance(said, str):
            continue
        plain, word = plain_header(column.label), "".join(said.split())
        if plain in _BRANCHES:
            found.branches[word] += 1
        is_gone = plain in _STATES and word not in _USUAL_STATES
        is_gone |= plain in _REMARKS and _GONE.search(word) is not None
        if is_gone and person.values.get("to") is None:
            problem = RowProblem(row.number, column.label, Code.SAID_TO_BE_GONE, said)
            person.problems.append(problem)


def check_identity_numbers(header: Header, rows: Sequence[ReadRow]) -> list[RowProblem]:
    """What is wrong with the identity numbers beside these people; none is kept."""
    columns = [column for column in header.columns if column.is_identity_number]
    sheets = {row.number: row.sheet for row in rows}
    return [
        RowProblem(row.number, column.label, code, sheet=sheets[row.number])
        for block in header.blocks
        for row in block.sheet.rows
        if row.number in sheets
        for column in columns
        if (code := identity_number(block.cell(row, column))[0])
    ]


def mark_unprintable(rows: Sequence[ReadRow], missing: Callable[[str], Collection[str]]) -> None:
    """Mark texts with characters that no font of the papers has; private ones are told already."""
    texts = [(row, key, str(row.values.get(key) or "")) for row in rows for key in _PRINTED]
    all_missing = set(missing("".join(sorted({one for *_, text in texts for one in text}))))
    for row, key, text in texts if all_missing else []:
        lacking = [each for each in dict.fromkeys(text) if each in all_missing]
        lacking = [each for each in lacking if not any(private_characters(each))]
        if lacking:
            row.add(Code.NOT_PRINTABLE, key, detail="”“".join(lacking))


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
    first = "".join(texts[0].split()) if texts else ""
    if _SUM.match(first) or _SIGNED.fullmatch(first):
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
    read = {
        key: parse(key, cell, header=labels[key], is_typed=is_typed) for key, cell in cells.items()
    }
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
    return {key: Code.MISSING for key in needed if key in cells and is_nothing(cells[key])}


def _shown(cell: Value) -> str:
    return "" if cell is None or isinstance(cell, Fault) else str(cell)
