"""Search: words of any length, names by pinyin, everything that is shown, nothing as syntax."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from tests.core.store.test_records import full_record
from tests.samples import a_record
from zjdesk.agenda import AgendaItem, Speech
from zjdesk.kinds import KINDS
from zjdesk.kinds.layout import details_fields
from zjdesk.participants import Person, PersonField
from zjdesk.parts import texts_of
from zjdesk.record import Record
from zjdesk.store import records, search, tables
from zjdesk.store.ledger import Ledger
from zjdesk.store.splitting import fold


def save(ledger, *found):
    with ledger.transaction("保存") as tx:
        for record in found:
            records.save(tx, record)


def titles(ledger, words):
    with ledger.reading() as db:
        return [line.title for line in records.find(db, text=words)]


@pytest.fixture
def two(ledger):
    save(
        ledger,
        a_record(
            title="研学1小时：学习廉洁准则",
            agenda=[AgendaItem(title="交流", speeches=[Speech(speaker="单雄信", text="要实干。")])],
        ),
        Record(
            kind="party_lecture",
            title="第二次党课",
            day=date(2026, 4, 2),
            starts_at=time(8, 5),
            chair="曾一鸣",
            place="ＡＢ楼１０１室 (三楼)",
        ),
    )
    return ledger


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("廉", ["研"]),
        ("廉洁", ["研"]),
        ("学习廉洁准则", ["研"]),
        ("1小时", ["研"]),
        ("１小时", ["研"]),
        ("党课", ["第"]),
        ("ab楼", ["第"]),
        ("AB楼101", ["第"]),
        ("ＡＢ", ["第"]),
        ("2026年4月2日", ["第"]),
        ("08:05", ["第"]),
        ("第二次 曾一鸣", ["第"]),
        ("廉洁 党课", []),
        ("党员大会", ["研"]),
        ("sxx", ["研"]),
        ("shanxiong", ["研"]),
        ("SX", ["研"]),
        ("danxiongxin", ["研"]),
        ("xiongxin", []),
        ("zym", ["第"]),
        ("廉洁 sxx", ["研"]),
        ("洁廉", []),
        ("干。交", []),
        ("实干。", ["研"]),
        ("(三楼)", ["第"]),
        ("：", ["第", "研"]),
        ("没有的词", []),
        ("   ", ["第", "研"]),
    ],
)
def test_words(two, words, found):
    assert [title[0] for title in titles(two, words)] == found


def test_a_word_does_not_run_from_one_sentence_into_the_next(ledger):
    save(ledger, a_record(title="同意。见附件"))
    assert titles(ledger, "意见") == []


@pytest.mark.parametrize("character", ["𬭎", "䶮", "㛃", "〇", "𰻞", "\ue000", "é", "α"])
def test_rare_characters(ledger, character):
    save(ledger, a_record(title=f"前{character}后"))
    for words in (character, f"前{character}", f"前{character}后"):
        assert titles(ledger, words) == [f"前{character}后"]
    assert titles(ledger, "前后") == []


SYNTAX = st.text(alphabet="\"'()*^:-+%_\\{}[]AND OR NOT NEAR党课a1\0", max_size=12)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(SYNTAX)
def test_nothing_that_is_typed_is_syntax(two, words):
    with two.reading() as db:
        found = records.find(db, text=words)
        terms = fold(words.replace("\0", " ")).split()
        for line in records.find(db):
            text = fold("\n".join(shown(records.get(db, line.id))))
            if all(term in text for term in terms):
                assert line in found


def shown(record):
    yield from (KINDS[kind].name for kind in record.kinds)
    yield from texts_of(record)
    for key, field in details_fields(record).items():
        if key in record.details:
            yield from field.texts(record.details[key])


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_is_shown_is_found(ledger, kind):
    record = full_record(kind)
    record.title = "名称其一"
    save(ledger, record)
    texts = [*shown(record), *(entry.label for entry in record.roster)]
    missed = [text for text in texts if text.strip() and titles(ledger, text) != ["名称其一"]]
    assert missed == []


def test_a_changed_record_is_found_as_it_is_now(ledger):
    record = a_record(title="旧题目")
    save(ledger, record)
    record.title, record.day = "新名称", date(2026, 5, 1)
    save(ledger, record)
    assert titles(ledger, "旧题") == []
    assert titles(ledger, "新名") == ["新名称"]
    ledger.undo()
    assert titles(ledger, "旧题") == ["旧题目"]
    assert titles(ledger, "新名") == []
    record.title = "旧题目改"
    save(ledger, record)
    with ledger._engine.begin() as db:
        db.exec_driver_sql("INSERT INTO record_fts(record_fts, rank) VALUES ('integrity-check', 1)")


def test_a_number_is_found(ledger):
    record = a_record("party_lecture", title="春季")
    save(ledger, record)
    with ledger.transaction("定稿") as tx:
        records.finalise(tx, record.id)
    assert titles(ledger, "党课2026-01") == ["春季"]


@pytest.mark.parametrize(
    ("initials", "name"), [("oyyt", "欧阳雨桐"), ("xuyan", "许䶮"), ("glne", "古丽娜尔·吐尔逊")]
)
def test_who_was_expected_is_found_by_initials(year, initials, name):
    found = titles(year, initials)
    with year.reading() as db:
        for line in records.find(db):
            record = records.get(db, line.id)
            if name in {entry.name for entry in record.roster}:
                assert record.title in found
    assert 0 < len(found) < 62


DAMAGE = (
    "DELETE FROM record_fts_data",
    "DELETE FROM record_fts_data WHERE id > 10",
    "UPDATE record_fts_data SET block = randomblob(length(block)) WHERE id > 10",
    "UPDATE record_fts_data SET block = x'ffffffffff' WHERE id = 10",
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_search_goes_on_without_its_index_and_a_check_mends_it(two, damage):
    with two._engine.begin() as db:
        db.exec_driver_sql(damage)
    two.close()
    opened = Ledger.open(two.path)
    assert titles(opened, "廉洁") == ["研学1小时：学习廉洁准则"]
    assert titles(opened, "sxx") == ["研学1小时：学习廉洁准则"]
    opened.check()
    save(opened, a_record(title="第三次党课"))
    opened.check()
    assert titles(opened, "三次") == ["第三次党课"]
    opened.close()


def test_a_ledger_indexed_by_an_older_program_is_indexed_anew(two):
    with two._engine.begin() as db:
        db.execute(update(tables.local).where(tables.local.c.key == "index").values(value="0"))
        db.exec_driver_sql("UPDATE record_index SET names = ''")
        search.rebuild(db)
    two.close()
    opened = Ledger.open(two.path)
    assert titles(opened, "zym") == ["第二次党课"]
    opened.close()


def test_the_id_of_a_member_is_nothing_to_search_for(ledger):
    member = "01a213f2628d73f385d1186f70cf1450"
    record = Record(kind="heart_talk", title="谈心", day=date(2026, 4, 2))
    talker = next(
        field for field in details_fields(record).values() if isinstance(field, PersonField)
    )
    record[talker] = Person(name="陈静", member=member)
    save(ledger, record)
    assert titles(ledger, "陈静") == ["谈心"]
    assert titles(ledger, member[-6:]) == []


def test_an_excerpt_shows_the_word_in_its_line(two):
    with two.reading() as db:
        lines = records.find(db)
        found = search.excerpts(db, "实干", [line.id for line in lines])
        assert list(found.values()) == ["要实干。"]
        assert search.excerpts(db, "廉洁准则", [line.id for line in lines]) == {}
