"""A list of people as a secretary types or pastes it: one a line, what is known behind the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zjdesk.branch_file import check_branch, link_people
from zjdesk.errors import Place, Problem, Weight
from zjdesk.fields import Name, quote
from zjdesk.people import OFFICES, Branch, Category, Group, Member, Office

if TYPE_CHECKING:
    from collections.abc import Iterable

EXAMPLE = (
    "顾砚秋 第一党小组 书记\n程思齐 第一党小组 组织委员\n陆怀瑾 第二党小组 组长\n苏沐晴 预备党员"
)

HEADING = "姓名"
"""A line with this word, also as 姓　名, is the heading of a table that was pasted."""
_NAME = Name("name", "姓名")
_BY_WORD = {word: office for office, word in OFFICES.items()} | {
    "支部书记": next(office for office, word in OFFICES.items() if word == "书记"),
}
_CATEGORIES = {
    "正式": Category.FULL, "正式党员": Category.FULL, "党员": Category.FULL,
    "预备": Category.PROBATIONARY, "预备党员": Category.PROBATIONARY,
}  # fmt: skip


def read_people(text: str, *, name: str, superior: str = "") -> tuple[Branch, list[Problem]]:
    """A branch from its name and a list of people, and what in the list is not understood."""
    branch = Branch(name=name.strip(), superior=superior.strip())
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = _words(line)
        if words and HEADING not in "".join(words):
            problems += (one.on_line(number) for one in _read_line(branch, words))
    if not branch.members:
        problems.append(_problem("请写上党员名单，一行一人"))
    link_people(branch)
    return branch, [*problems, *check_branch(branch)]


def summary(branch: Branch) -> str:
    """What was understood: 24 人，其中预备党员 2 人；3 个党小组；书记顾砚秋."""
    probationary = sum(m.category is Category.PROBATIONARY for m in branch.members)
    parts = [
        f"{len(branch.members)} 人" + (f"，其中预备党员 {probationary} 人" * bool(probationary))
    ]
    if branch.groups:
        parts.append(f"{len(branch.groups)} 个党小组")
    parts += [f"{OFFICES[seat.office]}{seat.name}" for seat in branch.committee if seat.office]
    return "；".join(parts)


def _words(line: str) -> list[str]:
    """The words of a line without a leading number; 张　三 is one word."""
    words = (
        re.sub(r"^\s*\d+\s*[.、．)）]?\s*", "", line).replace("，", " ").replace(",", " ").split()
    )
    if len(words) > 1 and len(words[0]) == len(words[1]) == 1 and words[1] not in "男女":
        words[:2] = ["".join(words[:2])]
    return words


def _read_line(branch: Branch, words: list[str]) -> Iterable[Problem]:
    try:
        member = Member(name=_NAME.from_json(words[0]), category=Category.FULL)
    except ValueError as error:
        yield _problem(str(error))
        return
    branch.members.append(member)
    leads = False
    unknown = []
    for word in words[1:]:
        if word in ("男", "女"):
            member.gender = word
        elif word in _CATEGORIES:
            member.category = _CATEGORIES[word]
        elif word in _BY_WORD:
            branch.committee.append(
                Office(name=member.name, member=member.id, office=_BY_WORD[word])
            )
        elif word in ("组长", "小组长", "党小组组长", "党小组长"):
            leads = True
        elif word.endswith("组"):
            member.group = word
        else:
            unknown.append(quote(word))
    if unknown:
        yield _problem(f"看不懂{'、'.join(unknown)}，姓名后面可以写性别、预备、党小组、职务")
    if member.group:
        _join(branch, member, leads=leads)


def _join(branch: Branch, member: Member, *, leads: bool) -> None:
    group = next((one for one in branch.groups if one.name == member.group), None)
    if group is None:
        group = Group(name=member.group)
        branch.groups.append(group)
    if leads:
        group.leader = member.name


def _problem(message: str) -> Problem:
    return Problem(message, Place().field("members", "名单"), Weight.REFUSES)
