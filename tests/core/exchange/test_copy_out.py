"""A record as text for the superior's web platform: the pieces, their order, what stays here."""

from __future__ import annotations

from datetime import date

import pytest

from tests.filling import fill_details
from tests.samples import a_branch, a_record, sample_branch, sample_records
from zjdesk.agenda import AgendaItem, FollowUp, Matter, Method, Speech, Vote
from zjdesk.exchange.copy_out import LABELS, ORDER, ORDER_SETTING, block, pieces, read_order
from zjdesk.kinds.catalogue import (
    CRITICISMS,
    KINDS,
    STEPS,
    TALK_CONTENT,
    THEME,
    Criticism,
    Step,
)
from zjdesk.kinds.headcount import settle
from zjdesk.kinds.judging import regulations_for
from zjdesk.participants import Attendance, Guest, Status
from zjdesk.record import Record
from zjdesk.store import settings
from zjdesk.store.ledger import Ledger


def text_of(record: Record, **order) -> str:
    if not record.roster:
        assert settle(record, a_branch()) == []
    return block(record, regulations_for(record), **order)


def test_the_head_of_a_meeting() -> None:
    record = a_record(
        attendance=[Attendance(name="杜若溪", status=Status.ON_LEAVE, reason="病假")],
        guests=[Guest(name="沈某", unit="区教育局")],
    )
    assert text_of(record) == "\n".join(
        [
            "名称：党员大会：春季安排",
            "类别：支部党员大会",
            "时间：2026年3月12日14:30—16:10",
            "地点：行政楼三楼会议室",
            "党小组：第一党小组",
            "主持人：白知远",
            "记录人：杜若溪",
            "应到人数：3",
            "实到人数：2",
            "参加人员：白知远、甘棠",
            "请假人员：杜若溪（病假）",
            "列席人员：沈某（区教育局）",
            "学时：1.5",
        ]
    )


def test_what_was_done_is_numbered_where_there_is_more_than_one() -> None:
    items = [
        AgendaItem(
            title="研究计划",
            content="书记报告。",
            speeches=[Speech(speaker="甘棠", text="同意。")],
            vote=Vote(matter=Matter.GENERAL, method=Method.SHOW_OF_HANDS, ayes=3),
            resolution="通过。",
            follow_ups=[FollowUp(what="印发计划", owner="甘棠", due_on=date(2026, 4, 1))],
        ),
        AgendaItem(title="其他"),
    ]
    text = text_of(a_record(agenda=items))
    assert "议程：\n1. 研究计划\n书记报告。\n甘棠：同意。\n2. 其他\n" in text
    assert "表决情况：应到会有表决权的党员3名，实到3名。采用举手表决，赞成3人" in text
    assert "决议：通过。\n跟进事项：印发计划，甘棠，2026年4月1日\n" in text


def test_the_order_is_what_somebody_set() -> None:
    text = text_of(a_record(), order=("place", "title"))
    assert text == "地点：行政楼三楼会议室\n名称：党员大会：春季安排"


def test_the_fields_of_a_kind_go_where_the_order_has_them() -> None:
    record = a_record("theme_party_day")
    record[THEME] = "种树"
    record[STEPS] = [Step(step="亮身份", done=True), Step(step="学原文", note="十分钟")]
    text = text_of(record, order=("body", "details"))
    assert text == "活动环节：\n1. 亮身份，已开展\n2. 学原文，十分钟\n主题：种树"


def test_who_said_it_to_whom() -> None:
    record = a_record("org_life_meeting")
    record[CRITICISMS] = [Criticism(by="甘棠", about="白知远", text="开会太长。")]
    assert "相互批评：甘棠对白知远：开会太长。" in text_of(record)


def test_what_was_said_in_a_talk_stays_in_the_ledger() -> None:
    record = a_record("heart_talk")
    record[TALK_CONTENT] = "谈到家里的事。"
    assert "谈到家里的事" not in text_of(record)
    keys = [piece.key for piece in pieces(record, regulations_for(record))]
    assert not [key for key in keys if key.startswith("body")]


def test_nothing_empty_is_copied() -> None:
    record = Record(kind="committee_meeting")
    assert [piece.key for piece in pieces(record, regulations_for(record))] == [
        "kind", "expected_count", "present_count",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_is_there(kind: str) -> None:
    record = fill_details(a_record(kind))
    regulations = regulations_for(record)
    found = {piece.label: piece.text for piece in pieces(record, regulations)}
    long = () if kind == "heart_talk" else KINDS[kind].body
    for field in (*KINDS[kind].facts, *long):
        if field.key != "agenda":
            assert found[field.label]
    assert "None" not in "".join(found.values())


def test_no_id_of_a_member_is_copied() -> None:
    branch = sample_branch()
    for record in sample_records(branch):
        text = block(record, regulations_for(record))
        assert not [member for member in branch.members if member.id in text]


def test_every_key_of_the_order_has_a_name() -> None:
    assert set(LABELS) == set(ORDER)


@pytest.mark.parametrize(
    ("value", "order"),
    [
        (None, ORDER),
        ([], ORDER),
        ("title", ORDER),
        (["place", "title", "place"], ("place", "title")),
        (["title", "of_a_newer_program", 7], ("title",)),
        (["of_a_newer_program"], ORDER),
    ],
)
def test_the_setting_is_read_with_care(value, order) -> None:
    assert read_order(value) == order


def test_the_order_is_kept_in_the_ledger(tmp_path) -> None:
    ledger = Ledger.create(tmp_path / "支部.zj", a_branch(), author="程思齐")
    with ledger.transaction("抄写次序") as tx:
        settings.put(tx, ORDER_SETTING, ["place", "title"])
    with ledger.reading() as db:
        assert read_order(settings.get(db, ORDER_SETTING)) == ("place", "title")
    ledger.close()
