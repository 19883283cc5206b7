"""The command line as a person or script meets it: what it prints, where, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pypdf
import pytest

from tests.samples import SAMPLE
from zjdesk.cli import main

DATA = Path(__file__).parents[1] / "data"


class Shell:
    """Runs commands on one ledger and keeps what they said."""

    def __init__(self, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.ledger = ledger
        self.capsys = capsys
        self.out = self.err = ""

    def __call__(self, *arguments: object, status: int = 0) -> str:
        self.capsys.readouterr()
        got = main(["--ledger", str(self.ledger), "--by", "程思齐", *map(str, arguments)])
        self.out, self.err = self.capsys.readouterr()
        assert got == status, (self.out, self.err)
        return self.out

    def json(self, *arguments: object, status: int = 0):
        return json.loads(self(*arguments, "--json", status=status))


@pytest.fixture
def shell(tmp_path, capsys):
    shell = Shell(tmp_path / "汐桥.zj", capsys)
    shell("new", shell.ledger, "--branch", SAMPLE / "branch.json")
    return shell


@pytest.fixture
def one(tmp_path):
    """A file with one small record."""
    file = tmp_path / "one.json"
    record = {
        "kind": "committee_meeting",
        "title": "三月支委会",
        "day": "2026-03-06",
        "starts_at": "15:30",
        "ends_at": "17:00",
        "place": "小会议室",
        "chair": "顾砚秋",
        "recorder": "程思齐",
        "agenda": [
            {"title": "研究工作计划", "content": "计划共列二十二项。", "resolution": "同意。"}
        ],
    }
    file.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return file


def test_from_branch_file_to_signed_page(shell, one, tmp_path):
    record_id = shell("add", one).strip()
    assert len(record_id) == 32
    assert "三月支委会" in shell("list")
    assert "应到5 实到5" in shell.out
    assert "研究工作计划" in shell("show", record_id[:20])
    assert shell("check", record_id) == "" or "补记" in shell.out
    assert "支委会2026-01" in shell("finalise", record_id)
    target = tmp_path / "三月.pdf"
    shell("print", record_id, "--to", target)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    for words in ("研究工作计划", "支委会2026-01", "第1版", "顾砚秋"):
        assert words in text.replace("\n", ""), words


def test_the_whole_sample_year_loads_with_every_photo(shell):
    ids = shell.json("add", SAMPLE / "records.jsonl")["ids"]
    assert len(ids) == 62
    assert len(shell.json("list")) == 62
    assert len(shell.json("list", "--kind", "micro_lecture")) == 8
    files = [f for f in shell.ledger.with_name("汐桥.附件").rglob("*") if f.is_file()]
    assert len(files) == 4
    assert len(shell.json("search", "护学岗")) > 3
    assert len(shell.json("search", "䶮")) > 3
    assert shell.json("search", "zzzz") == []


def test_what_is_shown_as_json_is_read_back(shell, one, tmp_path, capsys):
    record_id = shell("add", one).strip()
    shown = shell("show", record_id, "--json")
    copy = tmp_path / "copy.json"
    copy.write_text(shown, encoding="utf-8")
    shell("add", copy, status=1)
    assert "台账里已有这条记录" in shell.err
    other = Shell(tmp_path / "另一台.zj", capsys)
    other("new", other.ledger, "--branch", SAMPLE / "branch.json")
    assert other("add", copy).strip() == record_id
    theirs, ours = json.loads(other("show", record_id, "--json")), json.loads(shown)
    assert theirs == ours


def test_reopening_keeps_the_number_and_counts_the_version(shell, one):
    record_id = shell("add", one).strip()
    number = shell.json("finalise", record_id)["number"]
    shell("finalise", record_id, status=2)
    assert "已经定稿" in shell.err
    shell("reopen", record_id, "--reason", "漏记一项决议")
    assert shell.json("show", record_id)["revision"] == 1
    assert shell.json("finalise", record_id)["number"] == number
    assert shell.json("show", record_id)["revision"] == 2


def test_remove_and_undo(shell, one):
    record_id = shell("add", one).strip()
    shell("remove", record_id)
    assert shell("list") == ""
    shell("show", record_id, status=2)
    assert "删除：三月支委会" in shell("undo")
    assert "三月支委会" in shell("list")
    assert "删除：三月支委会" in shell("redo")
    assert shell("list") == ""


def test_finalising_names_what_is_missing_and_yields_to_a_reason(shell, tmp_path):
    file = tmp_path / "thin.json"
    file.write_text('{"kind": "party_lecture", "day": "2026-03-06"}', encoding="utf-8")
    record_id = shell("add", file).strip()
    shell("check", record_id, status=1)
    assert "未完　名称：请填写名称" in shell.out
    problems = shell.json("check", record_id, status=1)["problems"]
    assert {"title", "place", "lecturer"} <= {problem["path"][-1] for problem in problems}
    shell("finalise", record_id, status=1)
    assert "授课人：请填写授课人" in shell.err
    assert shell("finalise", record_id, "--override", "原件已遗失，只存此页")


FAULTY = [
    ('{"kind": "party"}', "不认识“party”"),
    ('{"kind": "survey", "day": "2026-03-06", "titel": "x"}', "不认识的项目“titel”"),
    ('{"kind": "survey", "day": "2026-02-30"}', "没有这一天"),
    ('{"kind": "survey", "title": "x"}', "请填写日期"),
    ('{"kind": "survey", "day": "2026-03-06", "starts_at": "15:00", "ends_at": "14:00"}', "不晚于"),
    ('{"kind": "survey", "day": "2026-03-06", "title": "a\\u0000"}', "控制字符 U+0000"),
    (
        '{"kind": "member_assembly", "day": "2025-01-06",'
        ' "attendance": [{"name": "林知夏", "status": "absent"}]}',
        "“林知夏”在2025年1月6日不是本支部党员",
    ),
    (
        '{"kind": "survey", "day": "2026-03-06", "attachments": [{"file": "没有.jpg"}]}',
        "附件第1项·文件",
    ),
]


@pytest.mark.parametrize(("faulty", "words"), FAULTY)
def test_a_faulty_line_refuses_the_whole_file(shell, tmp_path, faulty, words):
    good = '{"kind": "survey", "day": "2026-03-06", "title": "好的一条"}'
    file = tmp_path / "mixed.jsonl"
    file.write_text(f"{good}\n{faulty}\n{good}\n", encoding="utf-8")
    shell("add", file, status=1)
    assert shell.err.startswith("第2行·"), shell.err
    assert words in shell.err
    assert "没有写入任何内容" in shell.err
    assert shell.out == ""
    assert shell("list") == ""


def test_a_photo_that_is_no_picture_refuses_the_record(shell, tmp_path):
    (tmp_path / "假.jpg").write_text("这不是图片", encoding="utf-8")
    file = tmp_path / "a.json"
    photo = '{"file": "假.jpg", "role": "photo"}'
    file.write_text(
        f'{{"kind": "survey", "day": "2026-03-06", "attachments": [{photo}]}}', encoding="utf-8"
    )
    shell("add", file, status=1)
    assert "附件第1项·文件" in shell.err
    assert "假.jpg" in shell.err
    assert shell("list") == ""


def test_two_members_of_one_name_without_an_id(tmp_path, capsys):
    branch = json.loads((SAMPLE / "branch.json").read_text("utf-8"))
    for given in json.loads((DATA / "same-name/members.json").read_text("utf-8")):
        for member in branch["members"]:
            if (member["name"], member["birth_date"]) == (given["name"], given["birth_date"]):
                member["id"] = given["id"]
    (tmp_path / "branch.json").write_text(json.dumps(branch), encoding="utf-8")
    shell = Shell(tmp_path / "a.zj", capsys)
    shell("new", shell.ledger, "--branch", tmp_path / "branch.json")
    shell("add", DATA / "same-name/records.jsonl")
    shell("add", DATA / "same-name/refused.jsonl", status=1)
    assert "第1行·考勤第1项·姓名：当天支部里有2位“陈静”" in shell.err
    assert "chen-jing-1990" in shell.err
    assert len(shell.json("list")) == 3


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (None, 2, "找不到台账"),
        (b"", 2, "不是台账"),
        (b"PK\x03\x04 something else", 2, "不是台账"),
        (b"SQLite format 3\x00" + b"\x00" * 200, 2, "不是台账"),
    ],
)
def test_a_ledger_that_is_none(tmp_path, capsys, content, status, words):
    file = tmp_path / "x.zj"
    if content is not None:
        file.write_bytes(content)
    shell = Shell(file, capsys)
    shell("list", status=status)
    assert words in shell.err
    assert content is None or file.read_bytes() == content


def test_an_existing_file_is_never_written_over(shell):
    before = shell.ledger.read_bytes()
    shell("new", shell.ledger, "--branch", SAMPLE / "branch.json", status=2)
    assert "已经有一个文件" in shell.err
    assert shell.ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fly"], "fly"),
        (["list", "--colour"], "没有“--colour”这个选项"),
        (["show"], "缺少"),
        (["list", "--year", "今年"], "year"),
        (["print", "--to", "x.pdf"], "请写出要印的记录编号"),
        (["new", "x.zj"], "缺少"),
    ],
)
def test_wrong_usage(shell, arguments, words):
    shell(*arguments, status=3)
    assert words in shell.err
    assert "--help" in shell.err


def test_only_pdf_is_printed(shell, one, tmp_path):
    record_id = shell("add", one).strip()
    shell("print", record_id, "--to", tmp_path / "a.txt", status=2)
    assert "只能印成 PDF" in shell.err


def test_every_verb_explains_itself_in_chinese(capsys):
    main(["--help"])
    listed = capsys.readouterr().out
    assert "Usage" not in listed
    assert "Options" not in listed
    for verb in ("new", "kinds", "add", "list", "show", "check", "finalise", "reopen", "remove",
                 "undo", "search", "print", "demo"):  # fmt: skip
        assert f"  {verb} " in listed
        assert main([verb, "--help"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("用法：zjdesk")
        assert any("\u4e00" <= character <= "\u9fff" for character in text.split("\n")[2])


# ------------------------------------------------------------------------------ in and out again


def write(path: Path, *records: object) -> Path:
    lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


TALK = {"kind": "survey", "day": "2026-03-06", "title": "一"}


def test_final_records_stay_final_elsewhere(shell, one, tmp_path, capsys):
    record_id = shell("add", one).strip()
    shell("finalise", record_id)
    shell("reopen", record_id, "--reason", "漏记")
    shell("finalise", record_id)
    shown = write(tmp_path / "final.json", shell("show", record_id, "--json"))
    other = Shell(tmp_path / "另一台.zj", capsys)
    other("new", other.ledger, "--branch", SAMPLE / "branch.json")
    other("add", shown)
    assert other.json("show", record_id) == json.loads(shown.read_text("utf-8"))
    other("finalise", record_id, status=2)
    second = write(tmp_path / "two.json", {**json.loads(one.read_text("utf-8")), "title": "二"})
    assert other.json("finalise", other("add", second).strip())["number"] == "支委会2026-02"
    clash = {**json.loads(second.read_text("utf-8")), "number": "支委会2026-01", "revision": 1}
    other("add", write(tmp_path / "clash.json", clash), status=1)
    assert "编号“支委会2026-01”已给了另一条记录" in other.err


def test_two_records_with_one_id_are_refused(shell, tmp_path):
    twice = write(tmp_path / "a.jsonl", {**TALK, "id": "x"}, {**TALK, "id": "x"})
    shell("add", twice, status=1)
    assert shell.err.startswith("第2行·编号：文件前面已有")
    assert shell("list") == ""


def test_a_member_of_another_id_is_never_picked(shell, tmp_path):
    away = {"name": "顾砚秋", "member": "typo", "status": "on_leave", "reason": "病假"}
    file = write(tmp_path / "a.json", {**TALK, "attendance": [away]})
    shell("add", file, status=1)
    assert "编号“typo”在2026年3月6日不是本支部党员" in shell.err


def test_lines_are_counted_as_they_stand(shell, tmp_path):
    separator = {**TALK, "details": {"findings": "一\u2028二\u0085三"}}
    file = write(tmp_path / "a.jsonl", separator, "", "", {**TALK, "place": 7}, "", "{}")
    shell("add", file, status=1)
    assert [line[:3] for line in shell.err.splitlines()[:2]] == ["第4行", "第6行"]
    shell("check", file, status=1)
    assert "第4行" in shell.err
    write(file, separator, "", {**TALK, "day": "2026-03-07", "ends_on": "2026-03-06"})
    shell("add", file, status=1)
    assert shell.err.startswith("第3行·结束日期")
    shell("add", write(file, separator, separator))


@pytest.mark.parametrize(
    "faulty",
    [
        '{"kind": null, "day": "2026-03-06"}',
        '{"kind": "survey", "also": [null], "day": "2026-03-06"}',
        '{"kind": "survey", "day": "2026-03-06", "for_year": ' + "9" * 5000 + "}",
        '{"kind": ["survey"], "day": "2026-03-06"}',
    ],
)
def test_odd_values_are_refused_not_crashed_on(shell, tmp_path, faulty):
    shell("add", write(tmp_path / "a.json", faulty), status=1)
    assert shell.err.startswith("第1行")


@pytest.mark.parametrize("name", ["/etc/hostname", "../branch.json", "C:\\a.jpg", "..\\a.jpg", "."])
def test_attachments_lie_below_the_file(shell, tmp_path, name):
    record = {**TALK, "attachments": [{"file": name}]}
    shell("add", write(tmp_path / "a.json", record), status=1)
    assert "附件第1项·文件" in shell.err


def test_a_refused_file_leaves_no_attachment(shell, tmp_path):
    photo = tmp_path / "好.jpg"
    photo.write_bytes((SAMPLE / "photos/1-rotated.jpg").read_bytes())
    (tmp_path / "坏.jpg").write_bytes(photo.read_bytes()[:3000])
    good, bad = ({**TALK, "attachments": [{"file": f"{name}.jpg"}]} for name in ("好", "坏"))
    shell("add", write(tmp_path / "a.jsonl", good, bad), status=1)
    assert "第2行·附件第1项·文件：“坏.jpg”不完整或已损坏" in shell.err
    kept = shell.ledger.with_name("汐桥.附件")
    assert not [path for path in kept.rglob("*") if path.is_file()]


def test_a_lost_photo_is_said_and_the_rest_is_printed(shell, tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "1.jpg").write_bytes((SAMPLE / "photos/1-rotated.jpg").read_bytes())
    record = {**TALK, "attachments": [{"file": "photos/1.jpg", "caption": "北门"}]}
    record_id = shell("add", write(tmp_path / "a.json", record)).strip()
    assert shell.json("show", record_id)["attachments"][0]["file"] == "photos/1.jpg"
    for path in shell.ledger.with_name("汐桥.附件").rglob("*.jpg"):
        path.unlink()
    target = tmp_path / "a.pdf"
    shell("print", record_id, "--to", target)
    assert "不见了" in shell.err
    text = "".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    assert "图片文件缺失" in text


def test_the_reason_for_finalising_all_the_same_is_on_paper(shell, tmp_path):
    record_id = shell("add", write(tmp_path / "a.json", TALK)).strip()
    shell("finalise", record_id, "--override", "原件遗失，据签到表补")
    shell("print", record_id, "--to", tmp_path / "a.pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "a.pdf").pages)
    assert "据签到表补" in text.replace("\n", "")
    assert "据签到表补" in shell("show", record_id)


def test_characters_without_a_glyph_are_told_before_printing(shell, tmp_path):
    rare = {**TALK, "title": "𠀀字"}
    shell("check", write(tmp_path / "a.json", rare), status=1)
    assert "U+20000" in shell.out
    record_id = shell("add", tmp_path / "a.json").strip()
    shell("print", record_id, "--to", tmp_path / "a.pdf")
    assert "U+20000" in shell.err


def test_nothing_to_print_and_years_that_are_none(shell, tmp_path):
    shell("print", "--year", "2020", "--to", tmp_path / "a.pdf", status=2)
    assert "没有符合条件的记录" in shell.err
    assert not (tmp_path / "a.pdf").exists()
    for year in ("0", "-5", "99999"):
        shell("list", "--year", year, status=3)


def test_a_removed_record_is_listed_and_restored(shell, one):
    record_id = shell("add", one).strip()
    shell("remove", record_id)
    assert record_id in shell("list", "--removed")
    shell("show", record_id, status=2)
    assert "已经删除" in shell.err
    shell("remove", record_id, "--restore")
    assert record_id in shell("list")


def test_refusals_are_json_too(shell, tmp_path):
    file = write(tmp_path / "a.json", {**TALK, "day": "2026-02-30"})
    problems = shell.json("add", file, status=1)["problems"]
    assert problems[0]["line"] == 1
    assert problems[0]["path"] == ["day"]


def test_the_schema_agrees_with_the_program(shell, one):
    shown = shell.json("show", shell("add", one).strip())
    schema = shell.json("kinds")["committee_meeting"]
    assert set(shown) <= set(schema["properties"])
    assert "additionalProperties" not in schema["properties"]["details"]
    assert "topic" in schema["properties"]["details"]["propertyNames"]["enum"]
    assert "bar" not in schema["properties"]["details"]["propertyNames"]["enum"]
