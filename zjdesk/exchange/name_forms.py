"""Names in the characters that are meant, for comparing: one person may be written in several ways.

Old systems wrote private characters, copies out of a PDF have radicals for characters, and Japanese
and old Chinese editors letters of full width. All of them look the same.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from zjdesk.exchange.cells import visible
from zjdesk.rare_characters import private_characters


@lru_cache(maxsize=16_384)
def meant_name(name: str) -> str:
    """The name as it should be written: ⻢ and its look-alikes are 马, Ａ is A."""
    meant = list(unicodedata.normalize("NFKC", visible(name)).translate(_RADICALS))
    for private in private_characters("".join(meant)):
        meant[private.place - 1] = private.proposal or private.character
    return "".join(meant)


# ------------------------------------------------------------------------------ inside

_RADICALS = str.maketrans(
    "⺠⺟⺝⺜⺩⺫⺬⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻗⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "民母月日王目示肉虎西见角贝车長长门青雨韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
"""Radicals of Unicode's supplement, which its own rules of equality leave out."""
