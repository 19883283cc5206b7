"""Pages, measures and text styles of all documents. Lengths are in points unless said otherwise.

The letter page is that of GB/T 9704-2012: 22 lines of 28 characters on 156 mm × 225 mm, set in
仿宋 of size 三号. Minutes have the same binding edge of 28 mm.
"""

from __future__ import annotations

from dataclasses import replace

from zjdesk.documents.fonts import Face
from zjdesk.documents.paragraph import TextStyle

MM = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
BINDING_EDGE = 28 * MM
TEXT_WIDTH = 156 * MM

SIZE_2, SIZE_3, SIZE_SMALL_3, SIZE_4, SIZE_SMALL_4, SIZE_5 = 22.0, 16.0, 15.0, 14.0, 12.0, 10.5
"""二号 三号 小三 四号 小四 五号."""

LETTER_TOP = 37 * MM
LETTER_HEIGHT = 225 * MM
LETTER_LEADING = LETTER_HEIGHT / 22

TITLE = TextStyle(
    face=Face.TITLE, size=SIZE_2, leading=32, align="center", after=12, keeps_next=True
)
BODY = TextStyle(
    face=Face.FANG, size=SIZE_3, leading=LETTER_LEADING, pitch=TEXT_WIDTH / 28, indent=2
)
HEADING = replace(BODY, face=Face.HEI, keeps_next=True)
SUBHEADING = replace(BODY, face=Face.KAI, keeps_next=True)

CELL = TextStyle(face=Face.FANG, size=SIZE_4, leading=20, align="left")
CELL_HEAD = replace(CELL, face=Face.HEI, align="center")
CELL_CENTRED = replace(CELL, align="center")
FOOTER = TextStyle(face=Face.SONG, size=SIZE_5, leading=14)
