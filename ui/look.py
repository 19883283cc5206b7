"""Colours, fonts and sizes of the window, for ui/theme.py and for the build of the style sheet.

Rule: every colour a person sees has its name here and nowhere else; no Qt.
"""

from __future__ import annotations

RED = "#B3122A"  # primary buttons, the active page, focus; nothing else
RED_DARK = "#8C0E21"
RED_SOFT = "#F6DDE1"  # selected rows
RED_PALE = "#FCF3F4"  # under the mouse

INK = "#1F2328"
INK_SOFT = "#5F6368"  # hints, icons
INK_FAINT = "#8F959B"  # placeholders, what cannot be used now
LINE = "#DFE2E6"
LINE_STRONG = "#B9BEC4"  # frames of what can be typed into
PAPER = "#FFFFFF"
GROUND = "#F5F6F7"

GREEN = "#1E7B34"  # done, final
GREEN_PALE = "#EEF7F0"
AMBER = "#8F5A00"  # wants attention, does not block
AMBER_PALE = "#FFF8E8"

FONT_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "ZJHei Regular",  # ours, when the PC has none of these
    "ZJSong Regular",  # ours, for rare characters in names
)
FONT_PX = 14
ROW_PX = 30  # one line of a table
