"""What can be wrong with a row of a roster: a code for programs, a sentence for people.

A row with an error is not taken over; a warning says what was taken otherwise than written, or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from zjdesk.citizen_ids import mask
from zjdesk.exchange.cells import Fault
from zjdesk.fields import EARLIEST, LATEST, quote
from zjdesk.rare_characters import private_characters


class Level(StrEnum):
    """Whether the row is taken over."""

    WARNING = "warning"
    ERROR = "error"


class Code(StrEnum):
    """What is wrong. Codes are for ever, like the keys of fields."""

    DAY_ASSUMED = "day_assumed"
    MONTH_AMBIGUOUS = "month_ambiguous"
    YEAR_ONLY = "year_only"
    MISSING = "missing"
    UNKNOWN_WORD = "unknown_word"
    SAME_NAME = "same_name"
    NAMESAKE = "namesake"
    TAKEN_AS_SAME = "taken_as_same"
    ODD_NAME = "odd_name"
    NAME_NOTE = "name_note"
    PRIVATE_CHARACTER = "private_character"
    NOT_PRINTABLE = "not_printable"
    LOOKALIKE_CHARACTER = "lookalike_character"
    NO_NAME = "no_name"
    DAMAGED_NAME = "damaged_name"
    BAD_NAME = "bad_name"
    DUPLICATE = "duplicate"
    NOT_IDENTIFIED = "not_identified"
    NOT_A_MEMBER = "not_a_member"
    NOT_SAID_TO_BE_MEMBER = "not_said_to_be_member"
    IMPOSSIBLE_DATE = "impossible_date"
    YEAR_OUT_OF_RANGE = "year_out_of_range"
    NOT_A_DATE = "not_a_date"
    DATES_OUT_OF_ORDER = "dates_out_of_order"
    NOT_YET = "not_yet"
    NOT_PROBATIONARY = "not_probationary"
    NEEDS_FULL_DAY = "needs_full_day"
    SAID_TO_BE_GONE = "said_to_be_gone"
    TAKES_TIME_AWAY = "takes_time_away"
    TOO_YOUNG = "too_young"
    SHORT_PROBATION = "short_probation"
    NOT_ALLOWED = "not_allowed"
    NO_RESULT = "no_result"
    FORMULA_ERROR = "formula_error"
    BAD_TEXT = "bad_text"
    ID_DAMAGED = "id_damaged"
    ID_CHECK_FAILED = "id_check_failed"
    ID_WRONG_FORM = "id_wrong_form"


_WARNINGS = {
    Code.DAY_ASSUMED: "只写到月，按当月1日读入",
    Code.MONTH_AMBIGUOUS: "分不清是1月还是10月，没有读入；请写成 1986-10-01 的样子",
    Code.YEAR_ONLY: "只写了年份，没有读入",
    Code.MISSING: "没有填写",
    Code.UNKNOWN_WORD: "不认识这个写法，没有读入",
    Code.SAME_NAME: "与前面的人同名，没有出生日期可以区分，按两个人读入",
    Code.NAMESAKE: "名册里已有同名的人，出生日期不同，按另一个人新增",
    Code.TAKEN_AS_SAME: "缺出生日期，按姓名和入党日期认作名册里的同一个人，请核对",
    Code.ODD_NAME: "姓名里有数字、括号或标点，照原样读入，请核对",
    Code.NAME_NOTE: "姓名前后的序号、星号和说明没有读入，请核对",
    Code.PRIVATE_CHARACTER: "照原样读入",
    Code.NOT_PRINTABLE: "里的“{}”字库里没有，打印出来是“〓”，请核对",
    Code.LOOKALIKE_CHARACTER: "姓名里有部首或全角的字形，照原样读入；请重新输入这个姓名",
    Code.SAID_TO_BE_GONE: "像是已不在本支部，请核对；已离开的请写明转出日期",
    Code.TAKES_TIME_AWAY: "改后，{}以前就不算在本支部了，那时的应到人数会变，请核对",
    Code.TOO_YOUNG: "入党时不满18周岁，请核对出生日期和入党日期",
    Code.SHORT_PROBATION: "预备期不满一年，请核对入党日期和转正日期",
    Code.ID_DAMAGED: "身份证号变成了数字，后几位已经丢失",
    Code.ID_CHECK_FAILED: "身份证号的校验码不对",
    Code.ID_WRONG_FORM: "身份证号不是18位",
}
_ERRORS = {
    Code.NO_NAME: "这一行有内容，但没有姓名",
    Code.DAMAGED_NAME: "姓名里有字丢了，成了问号、方框或星号；请改正后再读入",
    Code.BAD_NAME: "这不像姓名",
    Code.DUPLICATE: "前面已有这个人，姓名和出生日期都相同",
    Code.NOT_IDENTIFIED: "名册里有同名的人，不能断定是不是同一个人；请写明出生日期，或指明是同一人",
    Code.NOT_A_MEMBER: "不是党员，不读入党员名册",
    Code.NOT_SAID_TO_BE_MEMBER: "看不出是中共党员，不读入；是党员的请写“中共党员”或“中共预备党员”",
    Code.IMPOSSIBLE_DATE: "没有这一天，请核对年月日",
    Code.YEAR_OUT_OF_RANGE: f"年份应在{EARLIEST.year}到{LATEST.year}之间，请核对",
    Code.NOT_A_DATE: "看不懂这个日期，请写成 2001-07-01 的样子",
    Code.DATES_OUT_OF_ORDER: "应{}，请核对两个日期",
    Code.NOT_YET: "还没有到这一天，请核对；计划中的日子请留空",
    Code.NOT_PROBATIONARY: "与已经转正不合：预备党员没有转正日期，请核对",
    Code.NEEDS_FULL_DAY: "由预备党员改为正式党员，要写明转正日期：没有它，以前的表决也会算进去",
    Code.NOT_ALLOWED: "不能照办：{}",
    Code.NO_RESULT: "这一格是公式，没有可用的结果；请用 Excel 或 WPS 打开后按一次保存",
    Code.FORMULA_ERROR: "这一格的公式出了错（如 #N/A），没有值；请在表里改成应有的内容",
    Code.BAD_TEXT: "这段文字不能读入",
}
_SENTENCES = _ERRORS | _WARNINGS
FAULTS = {Fault.NO_RESULT: Code.NO_RESULT, Fault.ERROR: Code.FORMULA_ERROR}
"""What a cell without a value makes of its row."""


@dataclass(frozen=True)
class RowProblem:
    """Something wrong in a row; `written` is what stands there, never shown in full if private."""

    row: int
    column: str
    code: Code
    written: str = ""
    detail: str = ""
    """What the sentence of the code leaves open."""
    sheet: str = ""
    """The sheet, where the roster is made up of several."""

    @property
    def level(self) -> Level:
        return Level.ERROR if self.code in _ERRORS else Level.WARNING

    @property
    def sentence(self) -> str:
        """What is wrong, in Chinese; long numbers are masked."""
        words = _SENTENCES[self.code].format(self.detail)
        if self.code is Code.PRIVATE_CHARACTER:
            bare = "".join(self.written.split())
            words = "；".join((words, *map(str, private_characters(bare))))
        if not self.written:
            return words
        shown = re.sub(r"\d{14,}[0-9Xx]?", lambda found: mask(found[0]), self.written)
        return f"{quote(' '.join(shown.split()))}{words}"

    def __str__(self) -> str:
        return f"{place_of(self.row, self.sheet)}·{self.column}：{self.sentence}"


def place_of(row: int, sheet: str) -> str:
    """Where a row stands, for people."""
    return f"{quote(sheet)}第{row}行" if sheet else f"第{row}行"
