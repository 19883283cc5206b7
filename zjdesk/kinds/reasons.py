"""Whether a reason says anything. 无 and its like are what is written to get past a field."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\W_]+")
_NOTHING = frozenset(
    ("", "无", "没有", "暂无", "无原因", "没有原因", "无理由", "没有理由", "原因", "理由", "同上",
     "略", "空", "不详", "不知道", "不清楚", "未知", "未填", "待补", "待填")
)  # fmt: skip


def tells_why(text: str) -> bool:
    """Whether a text gives a reason; blanks, marks and words for nothing do not."""
    bare = _MARKS.sub("", text).lower()
    return bare not in _NOTHING and not bare.isdigit()
