"""Names of people as they are looked for: by pinyin and by initials.

The surname is read as a surname (单 is shan), every other reading of the characters follows as a
further key, so that a rare reading is found too.
"""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import islice, product

MOST_READINGS = 8

SURNAMES = {
    "万俟": "mo qi", "单于": "chan yu", "尉迟": "yu chi", "澹台": "tan tai",
    "长孙": "zhang sun", "令狐": "ling hu", "乐": "yue", "仇": "qiu", "任": "ren", "冼": "xian",
    "区": "ou", "单": "shan", "华": "hua", "卜": "bu", "召": "shao", "员": "yun", "宁": "ning",
    "宓": "mi", "应": "ying", "折": "she", "曾": "zeng", "朴": "piao", "查": "zha", "燕": "yan",
    "牟": "mu", "盖": "ge", "盛": "sheng", "种": "chong", "秘": "bi", "繁": "po", "缪": "miao",
    "翟": "zhai", "褚": "chu", "覃": "qin", "解": "xie", "车": "che", "过": "guo", "逄": "pang",
    "那": "na", "郗": "xi", "重": "chong", "隗": "wei", "黑": "he", "尉": "wei",
    "祭": "zhai", "阚": "kan", "郇": "xun", "乜": "nie", "句": "gou", "都": "du", "薄": "bo",
    "洗": "xian", "颉": "xie", "能": "nai", "粘": "nian", "长": "chang", "术": "zhu",
    "库狄": "she di",
}  # fmt: skip
"""Surnames that are read otherwise than the same character in a sentence."""


@lru_cache(maxsize=4096)
def pinyin_keys(name: str) -> str:
    """The keys of a name, the likeliest first: "单田芳" → "shantianfang stf dantianfang dtf …"."""
    readings = _readings("".join(character for character in name if character.isalnum()))
    spelled = [
        key
        for syllables in islice(product(*readings), MOST_READINGS)
        if syllables
        for key in ("".join(syllables), "".join(syllable[0] for syllable in syllables))
    ]
    return " ".join(dict.fromkeys(spelled))


def pinyin_order(name: str) -> tuple[str, ...]:
    """What to sort names by: the likeliest reading of each character, so 陈静 before 程安."""
    return tuple(readings[0] for readings in _readings(name))


def _readings(name: str) -> list[list[str]]:
    """Every reading of each character, the likeliest first."""
    readings = [_of_character(character) for character in name]
    surname = next((name[:n] for n in (2, 1) if name[:n] in SURNAMES), "")
    for index, syllable in enumerate(SURNAMES.get(surname, "").split()):
        others = [other for other in readings[index] if other != syllable]
        readings[index] = [syllable, *others]
    return readings


def _of_character(character: str) -> list[str]:
    # The dictionary of phrases is four fifths of the loading time and of no use for names.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, pinyin

    return pinyin(character.lower(), style=Style.NORMAL, heteronym=True)[0]
