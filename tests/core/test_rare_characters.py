from __future__ import annotations

import unicodedata

from zjdesk.rare_characters import _proposals, private_characters
from zjdesk.strokes import UNKNOWN, stroke_order, strokes


def test_a_private_character_is_named_with_what_it_should_be() -> None:
    (found,) = private_characters("许\ue863")
    assert (found.place, found.proposal) == (2, "䶮")
    assert str(found) == "第2个字是旧系统的自造字（U+E863），多半是“䶮”，请核对后改正"


def test_one_that_nobody_knows_is_named_all_the_same() -> None:
    (found,) = private_characters("\uf123某")
    assert found.proposal == ""
    assert "请用生僻字输入法" in str(found)


def test_every_proposal_is_a_character_of_its_own() -> None:
    proposals = _proposals()
    assert len(proposals) == 80
    assert len(set(proposals.values())) == 80
    assert {unicodedata.category(one) for one in proposals.values()} <= {"Lo", "So"}


def test_ordinary_names_have_none() -> None:
    assert list(private_characters("邵𬭎古丽娜尔·吐尔逊")) == []


def test_strokes_of_common_and_rare_characters() -> None:
    assert [strokes(one) for one in "一丁马许陈欧䶮𬭎"] == [1, 2, 3, 6, 7, 8, 9, 12]
    assert strokes("A") == UNKNOWN
    assert sorted(["Anna", "欧阳", "丁一"], key=stroke_order) == ["丁一", "欧阳", "Anna"]


def test_of_equally_many_strokes_the_shapes_decide() -> None:
    in_order = "丁卜|王毛方尹|李吴邱沈张陈"
    for group in in_order.split("|"):
        assert "".join(sorted(group, key=stroke_order)) == group
    assert sorted(["王一", "王丁", "方一"], key=stroke_order) == ["王一", "王丁", "方一"]
