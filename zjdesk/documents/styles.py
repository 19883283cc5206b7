"""The page, its measures and the text styles. Lengths are in points unless said otherwise.

A minutes page has the binding edge of official letters (GB/T 9704-2012: 28 mm), but a smaller
letter: 30 lines of 32 characters of size 四号.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zjdesk.documents.fonts import Face
from zjdesk.documents.paragraph import TextStyle

MM = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
BINDING_EDGE, OUTER_EDGE = 28 * MM, 20 * MM
TOP, BOTTOM = 25 * MM, 24 * MM
TEXT_WIDTH = PAGE_WIDTH - BINDING_EDGE - OUTER_EDGE
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM


@dataclass(frozen=True)
class Sheet:
    """Paper, and where the text stands on it: `left` and `top` are its margins there."""

    width: float
    height: float
    left: float
    top: float
    text_width: float
    text_height: float


PORTRAIT = Sheet(PAGE_WIDTH, PAGE_HEIGHT, BINDING_EDGE, TOP, TEXT_WIDTH, TEXT_HEIGHT)
LANDSCAPE = Sheet(
    PAGE_HEIGHT,
    PAGE_WIDTH,
    OUTER_EDGE,
    BINDING_EDGE,
    PAGE_HEIGHT - 2 * OUTER_EDGE,
    PAGE_WIDTH - BINDING_EDGE - OUTER_EDGE,
)
"""A4 turned to the right: bound with the others, its upper edge is the binding edge."""

CHARACTERS, LINES = 32, 30
LEADING = TEXT_HEIGHT / LINES

TITLE = TextStyle(face=Face.TITLE, size=22, leading=34, align="center", after=10, keeps_next=True)
ABOVE_TITLE = TextStyle(face=Face.SONG, size=14, leading=24, align="center", keeps_next=True)
BELOW_TITLE = replace(ABOVE_TITLE, size=12, leading=20, after=6)

BODY = TextStyle(face=Face.FANG, size=14, leading=LEADING, pitch=TEXT_WIDTH / CHARACTERS, indent=2)
HEADING = replace(
    BODY, face=Face.HEI, size=16, pitch=0, indent=2 * BODY.pitch / 16, before=4, keeps_next=True
)
SUBHEADING = replace(BODY, face=Face.HEI, before=3, keeps_next=True)
LABEL = replace(BODY, face=Face.HEI, keeps_next=True)

CELL = TextStyle(face=Face.FANG, size=12, leading=18, align="left")
CELL_CENTRED = replace(CELL, align="center")
CELL_LABEL = replace(CELL_CENTRED, face=Face.HEI)
CAPTION = TextStyle(face=Face.KAI, size=10.5, leading=15, align="center")
TABLE_TITLE = replace(LABEL, indent=0, before=8)
NOTE = replace(CAPTION, align="left", after=2)
"""Below a table, or between its title and its head."""

SIGNATURE = TextStyle(face=Face.FANG, size=14, leading=20, align="left")
SIGNATURE_LABEL = replace(SIGNATURE, align="right")

HEADER = TextStyle(face=Face.HEI, size=12, leading=16, align="right")
FOOTER = TextStyle(face=Face.SONG, size=9, leading=12, align="left")
FOOTER_RIGHT = replace(FOOTER, align="right")

# ---------------------------------------------------------------------------- official letters

OFFICIAL = Sheet(PAGE_WIDTH, PAGE_HEIGHT, BINDING_EDGE, 37 * MM, 156 * MM, 225 * MM)
"""The page of GB/T 9704-2012, 5.2: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm."""
OFFICIAL_CHARACTERS, OFFICIAL_LINES = 28, 22
OFFICIAL_LEADING = OFFICIAL.text_height / OFFICIAL_LINES

OFFICIAL_BODY = TextStyle(
    face=Face.FANG,
    size=16,
    leading=OFFICIAL_LEADING,
    pitch=OFFICIAL.text_width / OFFICIAL_CHARACTERS,
    indent=2,
)
"""三号; 28 characters of their own width would not fit in the line."""
OFFICIAL_TITLE = replace(
    TITLE, leading=OFFICIAL_LEADING, after=OFFICIAL_LEADING, before=0, keeps_next=True
)
OFFICIAL_BELOW_TITLE = replace(
    OFFICIAL_BODY, face=Face.KAI, indent=0, align="center", after=OFFICIAL_LEADING
)
OFFICIAL_FIRST = replace(OFFICIAL_BODY, face=Face.HEI, keeps_next=True)
OFFICIAL_SECOND = replace(OFFICIAL_BODY, face=Face.KAI, keeps_next=True)
OFFICIAL_PAGE = TextStyle(face=Face.SONG, size=14, leading=20, align="left")
