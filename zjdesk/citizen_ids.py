"""Identity numbers (公民身份号码, GB 11643): tidied, checked and masked; nothing here keeps one."""

from __future__ import annotations

import re
import unicodedata

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"


def tidy(number: str) -> str:
    """As it is written on the card: no spaces, narrow digits, X in capitals."""
    return "".join(unicodedata.normalize("NFKC", number).split()).lstrip("'").upper()


def check_character(digits: str) -> str:
    """The 18th character for 17 digits (GB 11643-1999, 6.2: ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def has_form(number: str) -> bool:
    return re.fullmatch(r"\d{17}[\dX]", number, re.ASCII) is not None


def is_valid(number: str) -> bool:
    """Whether a number of the right form ends as it should."""
    return has_form(number) and check_character(number[:17]) == number[17]


def mask(number: str) -> str:
    """000000********0024: the region and the last four characters stay."""
    return f"{number[:6]}{'*' * max(len(number) - 10, 4)}{number[-4:]}"
