"""Which 党小组 a cell means: 一组, 1组, 第一小组 and 第一党小组 are one, written differently.

Rule: a name as the branch has it is meant as it stands; another one means a group of the branch
only where exactly one fits.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from zjdesk.exchange.written_days import arabic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zjdesk.people import Branch

_NUMBER = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_NUMBERED = re.compile(rf"第?{_NUMBER}(?:党?小?组)?|党?小?组{_NUMBER}")
_ENDING = re.compile("(?<=.)(?:党?小?组)$")


def registered_as(written: Sequence[str], branch: Branch) -> Mapping[str, str]:
    """The name under which each spelling in a sheet is registered, where it is another one."""
    own = {group.name for group in branch.groups}
    fitting = defaultdict(list)
    for name in own:
        fitting[_core(name)].append(name)
    spellings = defaultdict(list)
    for spelling, _ in Counter(written).most_common():
        if spelling not in own:
            spellings[_core(spelling)].append(spelling)
    found: dict[str, str] = {}
    for core, names in spellings.items():
        there = fitting[core] or [_fullest(names)]
        if len(there) == 1:
            found |= {name: there[0] for name in names if name != there[0]}
    return found


def _fullest(names: Sequence[str]) -> str:
    """The spelling that says most: 第一党小组 before 一小组, else the first."""
    return max(names, key=lambda name: (name.endswith("党小组"), name.endswith("小组")))


def _core(name: str) -> str:
    """What is left of a name without 第, 党小组 and spaces; numerals as digits."""
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    numbered = _NUMBERED.fullmatch(plain)
    if numbered:
        number = numbered[1] or numbered[2]
        return str(int(number if number.isdecimal() else arabic(number)))
    return _ENDING.sub("", plain)
