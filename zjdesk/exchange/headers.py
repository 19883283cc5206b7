"""What the words of headers mean: which field of a member a column is, whatever its wording.

A header is known by its words alone; those of the column's cells say nothing about it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from zjdesk.parts import part_fields
from zjdesk.people import Member

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORDS: Mapping[str, Sequence[str]] = {
    "name": (
        "姓名", "党员姓名", "人员姓名", "教师姓名", "教职工姓名", "教工姓名", "职工姓名",
        "同志姓名", "名字",
    ),
    "mark": ("同名区别", "同名区分", "重名区别", "备注名"),
    "gender": ("性别",),
    "birth_date": ("出生日期", "生日", "出生"),
    "category": (
        "人员类别", "党员类别", "类别", "党员类型", "党员性质", "人员类型", "党员身份", "政治面貌",
        "正式/预备", "正式或预备", "预备/正式", "是否预备党员", "是否预备", "是否正式党员",
        "正式党员/预备党员",
    ),
    "joined_on": (
        "入党日期", "加入党组织日期", "加入中国共产党日期", "加入中共日期", "参加党组织日期",
        "加入党日期", "接收预备党员日期", "接收为预备党员日期", "成为预备党员日期", "预备党员日期",
        "参加中国共产党日期", "加入党的日期", "何时入党", "接收日期", "入党",
    ),
    "full_on": (
        "转正日期", "转为正式党员日期", "成为正式党员日期", "预备党员转正日期", "预备期转正日期",
        "正式党员日期", "何时转正", "转正",
    ),
    "group": (
        "党小组", "所在党小组", "所属党小组", "党小组名称", "所在小组", "所属小组", "小组", "组别",
        "党小组名", "小组名称", "小组名", "所在组", "所属组", "组名", "党小组组别", "第几党小组",
    ),
    "post": (
        "工作岗位", "岗位", "岗位职务", "职务", "现任职务", "行政职务", "工作岗位及职务",
        "部门及职务", "工作单位及职务", "单位及职务", "任教学科", "任教", "任课", "学科",
        "担任职务", "现任岗位",
    ),
    "from": (
        "转入日期", "转入支部日期", "转入本支部日期", "组织关系转入日期", "党组织关系转入日期",
        "进入支部日期", "进入本支部日期", "调入日期", "调入本支部日期", "关系转入日期", "何时转入",
        "进入党支部日期", "起",
    ),
    "to": (
        "转出日期", "转出支部日期", "转出本支部日期", "组织关系转出日期", "党组织关系转出日期",
        "离开支部日期", "离开本支部日期", "调出日期", "调出本支部日期", "关系转出日期", "何时转出",
        "止",
    ),
    "attendance_waived": ("免考勤", "不作考勤要求", "不做考勤要求", "不要求考勤", "免于考勤"),
}  # fmt: skip
"""Headers of each field that is taken over, by its key: the surest first, days as “日期”."""

TITLES = {
    **{key: words[0] for key, words in WORDS.items()},
    "from": "转入日期",
    "to": "转出日期",
}
"""The header that this program writes."""

ID_NUMBER = "id_number"
"""The field of the identity number: taken over only if a person chooses a column for it."""

OTHERS = frozenset({
    "序号", "编号", "民族", "公民身份号码", "公民身份证号", "公民身份证号码", "身份证号",
    "身份证号码", "身份证", "学历", "学位", "籍贯", "手机号码", "手机", "手机号", "联系电话",
    "电话", "联系方式", "固定电话", "家庭住址", "现居住地", "户籍所在地", "所在党支部", "所在支部",
    "党支部", "支部", "备注", "党龄", "党内职务", "党籍状态", "是否流动党员", "是否失联党员",
    "参加工作日期", "部门", "单位", "工作单位", "年龄", "职称", "入党介绍人", "申请入党日期",
    "曾用名", "工号", "是否为流动党员", "是否为失联党员", "失去联系日期", "外出流向", "党员状态",
    "从事专业技术职务", "党龄校正值", "原行号", "问题",
})  # fmt: skip
"""Headers of columns that are known and not taken over."""

FOR_OUTSIDERS = re.compile("申请入党|积极分子|发展对象")
"""Headers that a table without 入党日期 has only of people who are not yet members."""

FIELDS = {
    field.key: (attribute, field)
    for attribute, field in part_fields(Member).items()
    if field.key in WORDS or field.key == ID_NUMBER
}
"""Attribute and field of a member by key."""


def title_of(key: str) -> str:
    """What a field is called in front of a person who imports."""
    return TITLES.get(key) or FIELDS[key][1].label


def simplified(text: str) -> str:
    """The words of a roster in the characters of the mainland: 入黨日期 is 入党日期."""
    return text.translate(_SIMPLIFIED)


@lru_cache(maxsize=16_384)
def plain_header(text: str) -> str:
    """A header without spaces, notes in brackets, numbers and stars; 时间, 年月 become 日期."""
    plain = simplified(unicodedata.normalize("NFKC", text))
    plain = re.sub(r"\((?!转?[入出]\))[^)]*\)|\[[^]]*\]|【[^】]*】|〔[^〕]*〕", "", plain)
    plain = re.sub(r"[\s*★☆:：]|^\d+[.、]", "", plain)
    plain = re.sub("(?<=.)(?:年月日|年月|时间)$", "日期", plain)
    return re.sub("^是否(?=免考勤)", "", plain)


def field_of(text: str) -> str | None:
    """The key of the field that a header names."""
    return _FIELD_OF.get(plain_header(text))


def is_known(text: str) -> bool:
    return field_of(text) is not None or plain_header(text) in OTHERS


def rank_of(text: str) -> int:
    """How sure a header is among those of its field: 0 for the surest."""
    return _RANK[plain_header(text)]


def letters(index: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))


# ------------------------------------------------------------------------------ inside

_SIMPLIFIED = str.maketrans(
    "別黨組織務時間轉預備類稱職員號碼電話聯繫證參加國產屬區單狀態備註學歷業位現單關係離開進調編",
    "别党组织务时间转预备类称职员号码电话联系证参加国产属区单状态备注学历业位现单关系离开进调编",
)
_FIELD_OF = {plain_header(word): key for key, words in WORDS.items() for word in words}
_RANK = {plain_header(word): n for words in WORDS.values() for n, word in enumerate(words)}
