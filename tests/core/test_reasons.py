from __future__ import annotations

import pytest

from zjdesk.kinds.reasons import tells_why
from zjdesk.participants import ABSENCE_REASONS


@pytest.mark.parametrize("text", ["", "  ", "无", "无。", "没 有", "——", "/", "1", "不详", "同上"])
def test_words_for_nothing_are_no_reason(text: str) -> None:
    assert not tells_why(text)


@pytest.mark.parametrize("text", [*ABSENCE_REASONS, "台风", "无法到会：台风", "原因见附件"])
def test_whatever_says_something_is_one(text: str) -> None:
    assert tells_why(text)
