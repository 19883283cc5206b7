"""Which member a name in a record means, where no id says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zjdesk.member_lines import marks

if TYPE_CHECKING:
    from datetime import date

    from zjdesk.people import Branch, Member

_IN_BRACKETS = re.compile(r"\s*[（(](.*)[）)]\s*$")


def plain_name(text: str) -> str:
    """A name without what stands in brackets behind it: 白知远（书记）, 陈静（第二党小组）."""
    return _IN_BRACKETS.sub("", text)


def of_day(branch: Branch, day: date, text: str) -> list[Member]:
    """The members of a day whom a name may mean; several only where no mark tells them apart."""
    found = branch.find(day, name=plain_name(text))
    mark = _IN_BRACKETS.search(text)
    if mark and len(found) > 1:
        known_by = marks(found, day)
        return [one for one in found if known_by[one.id] == mark[1]] or found
    return found


def of_any_day(branch: Branch, *, name: str, member: str = "") -> list[Member]:
    """The member that is meant, here on that day or not: by id or code where given, else by name.

    Nobody where the name may also be that of another member or of a 发展对象.
    """
    if member:
        return [one for one in branch.members if member in (one.id, one.code)]
    found = [one for one in branch.members if one.name == name]
    alike = {one.id for one in found} | {one.member for one in branch.prospects if one.name == name}
    return found if len(alike) == 1 else []
