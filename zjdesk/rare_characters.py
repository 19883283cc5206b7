"""Characters of names that old systems kept in their private area.

GB 18030 has 80 characters that Unicode had no place for at first; PCs of that time wrote them as
U+E815 to U+E864, and such names are copied on to this day. The proposal is the character that the
same code of GB 18030 means now.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class PrivateCharacter:
    """A character without a common meaning; `proposal` is what it should be, empty if unknown."""

    place: int
    """Counted from 1."""
    character: str
    proposal: str

    def __str__(self) -> str:
        code = f"第{self.place}个字是旧系统的自造字（U+{ord(self.character):04X}）"
        if self.proposal:
            return f"{code}，多半是“{self.proposal}”，请核对后改正"
        return f"{code}，别的电脑上显示不出来，请用生僻字输入法重新输入"


def private_characters(name: str) -> Iterator[PrivateCharacter]:
    """The characters of a name that stand in a private-use area."""
    for place, character in enumerate(name, 1):
        if unicodedata.category(character) == "Co":
            yield PrivateCharacter(place, character, _proposals().get(character, ""))


FIRST = 0xE815
"""Private place of GB 18030 FE 50."""
SINCE_2005 = {
    "\ue816": "\U00020087", "\ue817": "\U00020089", "\ue818": "\U000200cc", "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5", "\ue82b": "\u9fb6", "\ue82c": "\u9fb7", "\ue831": "\U000215d7",
    "\ue832": "\u9fb8", "\ue83b": "\U0002298f", "\ue843": "\u9fb9", "\ue854": "\u9fba",
    "\ue855": "\U000241fe", "\ue864": "\u9fbb",
}  # fmt: skip
"""Those that got their place in Unicode later (GB 18030-2005), which Python does not know."""


@cache
def _proposals() -> dict[str, str]:
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    found = {
        chr(FIRST + number): bytes((0xFE, trail)).decode("gb18030")
        for number, trail in enumerate(trails)
    }
    return found | SINCE_2005
