"""Single values: read, refuse in Chinese, show, write."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjdesk.errors import Place, Problem, Weight
from zjdesk.fields import (
    Choice,
    Clock,
    Count,
    Day,
    Flag,
    Hours,
    IdNumber,
    Lines,
    Moment,
    Name,
    Names,
    Prose,
    Text,
    Texts,
)

CHOICE = Choice("status", "到会情况", {"on_leave": "请假", "absent": "缺席"})


@pytest.mark.parametrize(
    ("field", "json_value", "value", "shown"),
    [
        (Text("t", "题"), "  三月例会 ", "三月例会", "三月例会"),
        (Prose("p", "文"), "一\r\n二\n", "一\n二", "一\n二"),
        (Name("n", "名"), "张　三", "张三", "张三"),
        (Name("n", "名"), "古丽娜尔•吐尔逊", "古丽娜尔·吐尔逊", "古丽娜尔·吐尔逊"),
        (Name("n", "名"), "John  Smith", "John Smith", "John Smith"),
        (Day("d", "日"), "2026-03-02", date(2026, 3, 2), "2026年3月2日"),
        (Clock("c", "时"), "9:05", time(9, 5), "09:05"),
        (Moment("m", "刻"), "2026-03-12T17:05:00", datetime(2026, 3, 12, 17, 5), None),
        (Count("n", "数"), 12, 12, "12"),
        (Hours("h", "学时"), 1.5, 1.5, "1.5"),
        (Hours("h", "学时"), 2, 2.0, "2"),
        (CHOICE, "on_leave", "on_leave", "请假"),
        (CHOICE, "缺席", "absent", "缺席"),
        (Texts("x", "单位"), ["甲校", " ", "乙校"], ["甲校", "乙校"], "甲校、乙校"),
        (Names("x", "人"), ["张　三"], ["张三"], "张三"),
        (IdNumber("i", "号"), "000000 19800301 005x", "00000019800301005X", "000000********005X"),
    ],
)
def test_a_value_is_read_and_shown(field, json_value, value, shown):
    read = field.from_json(json_value)
    assert read == value
    assert field.from_json(field.to_json(read)) == read
    if shown is not None:
        assert field.show(read) == shown


@pytest.mark.parametrize(
    ("field", "json_value", "words"),
    [
        (Text("t", "题"), 3, "应为文字"),
        (Text("t", "题"), "甲\x00乙", "第2个字是控制字符 U+0000"),
        (Text("t", "题"), "甲\n乙", "换行"),
        (Text("t", "题"), "字" * 1001, "1001个字"),
        (Text("t", "题"), "\ud83d", "不成字"),
        (Prose("p", "文"), "甲\x07", "第2个字是控制字符 U+0007"),
        (Day("d", "日"), "2026-02-30", "没有这一天"),
        (Day("d", "日"), "2026-2-3", "2026-03-12 的样子"),
        (Day("d", "日"), "0026-02-03", "年份"),
        (Day("d", "日"), 20260203, "不是日期"),
        (Clock("c", "时"), "24:00", "不是钟点"),
        (Clock("c", "时"), "14:60", "不是钟点"),
        (Count("n", "数"), -1, "0 或正整数"),
        (Count("n", "数"), True, "0 或正整数"),
        (Count("n", "数"), 1.0, "0 或正整数"),
        (Count("n", "数"), 10**9, "太大"),
        (Hours("h", "学时"), 0.3, "可带半个"),
        (Hours("h", "学时"), float("nan"), "可带半个"),
        (Flag("f", "否"), "是", "true 或 false"),
        (CHOICE, "ill", "不认识“ill”"),
        (CHOICE, ["absent"], "不认识"),
        (CHOICE, {}, "不认识"),
        (Texts("x", "单位"), "甲校", "应为列表"),
        (Moment("m", "刻"), "昨天", "不是时刻"),
    ],
)
def test_a_wrong_value_is_refused_in_words(field, json_value, words):
    with pytest.raises(ValueError, match=words.replace("+", r"\+").replace("(", r"\(")):
        field.from_json(json_value)


def test_reading_collects_the_problem_with_its_place():
    problems: list[Problem] = []
    place = Place().field("agenda", "议程").item(1).field("due_on", "完成期限")
    assert Day("due_on", "完成期限").read("2026-13-01", place, problems) is None
    assert problems[0].place.path == ("agenda", 1, "due_on")
    assert problems[0].weight is Weight.REFUSES
    assert str(problems[0]).startswith("议程第2项·完成期限：")
    assert str(problems[0].on_line(7)).startswith("第7行·议程第2项")


def test_typed_lists():
    assert Texts("x", "单位").parse("甲校、乙校\n丙校") == ["甲校", "乙校", "丙校"]
    assert Lines("x", "篇目").parse("《学习、实践》\n第二篇") == ["《学习、实践》", "第二篇"]
    assert Texts("x", "单位").parse("  ") == []


@given(st.text())
def test_text_is_kept_or_refused_never_altered_inside(text):
    try:
        read = Prose("p", "文").from_json(text)
    except ValueError:
        return
    visible = [c for c in text if c not in "\r\n\u2028\u2029\x0b\x0c\x85"]
    assert [c for c in read if c != "\n"] == visible
    assert Prose("p", "文").from_json(read) == read


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_round_trips(day):
    field = Day("d", "日")
    assert field.from_json(field.to_json(day)) == day
    assert field.parse(field.to_json(day)) == day


@given(st.integers(0, 2000))
def test_every_half_hour_round_trips(halves):
    field = Hours("h", "学时")
    assert field.from_json(field.to_json(halves / 2)) == halves / 2
    assert field.parse(field.show(halves / 2)) == halves / 2
