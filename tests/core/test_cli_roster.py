"""The roster by the command line: plan first, then written, exported, listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.core.exchange.sheet_files import xlsx
from tests.samples import SAMPLE
from zjdesk.cli import main

ROSTERS = Path(__file__).parents[1] / "data" / "rosters"


@pytest.fixture
def shell(tmp_path, capsys):
    ledger = tmp_path / "汐桥.zj"

    def run(*arguments: object, status: int = 0) -> tuple[str, str]:
        capsys.readouterr()
        got = main(["--ledger", str(ledger), "--by", "程思齐", *map(str, arguments)])
        out, err = capsys.readouterr()
        assert got == status, (out, err)
        return out, err

    run("new", ledger, "--branch", SAMPLE / "branch.json")
    return run


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "新名册.xlsx"
    path.write_bytes(
        xlsx(
            ["姓名", "出生日期", "党小组", "岗位", "备注"],
            ["顾砚秋", "1974-08-12", "第一党小组", "党支部书记", None],
            ["宋临川", "1981年10月", "第四党小组", "英语教师", None],
            ["许?", "1985-01-30", "第一党小组", "语文教师", None],
        )
    )
    return path


def test_a_plan_writes_nothing_until_it_is_applied(shell, sheet):
    out, _ = shell("roster", "import", sheet, status=1)
    for words in (
        "工作表“名册”，表头在第1行",
        "不读的列：备注",
        "要新建的党小组：第四党小组",
        "修改　第2行 顾砚秋：工作岗位 党支部书记、道德与法治教师 → 党支部书记",
        "注意　第3行·出生日期：“1981年10月”只写到月",
        "错误　第4行·姓名：“许?”姓名里有字",
        "计划：新增1人，修改1人，相同0人，有错1人。还没有写入",
    ):
        assert words in out, words
    assert "宋临川" not in shell("roster", "list")[0]
    out, _ = shell("roster", "import", sheet, "--apply", status=1)
    assert "已写入：新增1人" in out
    assert "宋临川" in shell("roster", "list", "--on", "2026-03-12")[0]
    assert "读入名册：新名册.xlsx" in shell("undo")[0]
    assert "宋临川" not in shell("roster", "list", "--on", "2026-03-12")[0]


def test_the_plan_as_json(shell, sheet):
    plan = json.loads(shell("roster", "import", sheet, "--json", status=1)[0])
    assert [row["status"] for row in plan["rows"]] == ["changed", "new", "faulty"]
    assert plan["rows"][0]["changes"] == {
        "post": {"old": "党支部书记、道德与法治教师", "new": "党支部书记"}
    }
    assert plan["new_groups"] == ["第四党小组"]
    assert not plan["applied"]


def test_columns_left_out_sheets_and_headers_named(shell, sheet):
    plan = json.loads(
        shell("roster", "import", sheet, "--leave-out", "岗位", "--sheet", "名册",
              "--header-row", 1, "--json", status=1)[0]
    )  # fmt: skip
    assert plan["left_out"] == ["岗位", "备注"]
    assert plan["rows"][0]["status"] == "same"
    _, err = shell("roster", "import", sheet, "--sheet", "没有", status=2)
    assert "没有“没有”这张工作表" in err
    _, err = shell("roster", "import", sheet, "--header-row", 2, status=2)
    assert "第2行不是表头" in err


def test_faulty_rows_are_saved(shell, sheet, tmp_path):
    target = tmp_path / "待改正.xlsx"
    _, err = shell("roster", "import", sheet, "--faulty", target, status=1)
    assert "有错的行已另存" in err
    rows = list(load_workbook(target).active.iter_rows(values_only=True))
    assert rows[1][0] == "许?"
    _, err = shell(
        "roster", "import", ROSTERS / "a-template.xlsx", "--faulty", tmp_path / "无.xlsx"
    )
    assert "没有有错的行" in err
    assert not (tmp_path / "无.xlsx").exists()


def test_identity_numbers_are_checked_on_request_and_not_shown(shell):
    out, _ = shell("roster", "import", ROSTERS / "d-damaged-ids.xlsx", "--check-ids")
    assert out.count("身份证号变成了数字") + out.count("校验码不对") == 26
    assert "身份证号变成了数字" not in shell("roster", "import", ROSTERS / "d-damaged-ids.xlsx")[0]


def test_what_is_exported_is_the_same_when_it_is_read(shell, tmp_path):
    for options in ([], ["--personal"]):
        target = tmp_path / f"名册{len(options)}.xlsx"
        shell("roster", "export", target, *options)
        plan = json.loads(shell("roster", "import", target, "--json")[0])
        assert {row["status"] for row in plan["rows"]} == {"same"}


def test_members_of_a_day(shell):
    people = json.loads(shell("roster", "list", "--on", "2026-03-31", "--json")[0])
    assert people["on"] == "2026-03-31"
    assert [p["name"] for p in people["members"]].count("陈静") == 1
    people = json.loads(shell("roster", "list", "--on", "2026-04-01", "--json")[0])
    assert [p["name"] for p in people["members"]].count("陈静") == 2
    assert people["members"][0]["office"] == "书记"
    _, err = shell("roster", "list", "--on", "2026-02-30", status=3)
    assert "--on" in err


def test_what_cannot_be_read(shell, tmp_path):
    _, err = shell("roster", "import", tmp_path / "没有.xlsx", status=2)
    assert "没有.xlsx" in err
    _, err = shell("roster", "import", ROSTERS / "i-locked.xlsx", status=2)
    assert "打开密码" in err


@pytest.mark.parametrize("verb", ["import", "export", "list"])
def test_every_verb_explains_itself_in_chinese(capsys, verb):
    assert main(["roster", verb, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"用法：zjdesk roster {verb}")
    assert "Usage" not in text


def test_what_the_branch_would_refuse_is_not_imported(shell, tmp_path):
    sheet = tmp_path / "早.csv"
    sheet.write_text(
        "姓名,出生日期,人员类别,入党日期\n早早,2000-05-01,预备党员,1999-05-01\n", encoding="utf-8"
    )
    before = shell("roster", "list")
    out, _ = shell("roster", "import", sheet, "--apply", status=1)
    assert "“1999-05-01”应晚于出生日期2000年5月1日" in out
    assert shell("roster", "list") == before


# ------------------------------------------------------------------------------ choices


def plan_in(shell, *arguments, status=0):
    return json.loads(shell("roster", "import", *arguments, "--json", status=status)[0])


def test_columns_are_chosen_by_word_or_key(shell, tmp_path):
    sheet = tmp_path / "名册.csv"
    sheet.write_text("姓名,生辰,科目,组=别\n白知远,1980-03-01,数学,甲\n", encoding="utf-8")
    chosen = ["--column", "生辰=出生日期", "--column", "科目=post", "--column", "组=别=党小组"]
    plan = plan_in(shell, sheet, *chosen)
    assert plan["columns"] == {
        "姓名": "name", "生辰": "birth_date", "科目": "post", "组=别": "group",
    }  # fmt: skip
    plan = plan_in(shell, sheet, "--column", "科目=任教学科", "--column", "姓名=姓名")
    assert plan["columns"] == {"姓名": "name", "科目": "post"}
    assert plan_in(shell, sheet, *chosen, "--column", "科目=-")["left_out"] == ["科目"]
    _, err = shell("roster", "import", sheet, "--column", "科目=心情", status=2)
    assert "没有“心情”这个项目" in err
    assert "工作岗位（post）" in err
    for wrong in ("科目", "=post", "科目="):
        _, err = shell("roster", "import", sheet, "--column", wrong, status=3)
        assert "--column" in err
    _, err = shell("roster", "import", sheet, "--leave-out", "姓名", status=2)
    assert "“姓名”这一列不能不读" in err


@pytest.fixture
def returned(shell, tmp_path):
    """A sheet that has somebody who left the sample branch on 1 September 2026."""
    path = tmp_path / "新名册.csv"
    branch = json.loads((SAMPLE / "branch.json").read_text(encoding="utf-8"))
    (left,) = (one for one in branch["members"] if one.get("to") == "2026-09-01")
    path.write_text(
        f"姓名,出生日期,岗位\n{left['name']},{left['birth_date']},新岗位\n", encoding="utf-8"
    )
    return path, left["name"]


def test_who_had_left_is_brought_back_on_a_day(shell, returned):
    sheet, name = returned
    out, _ = shell("roster", "import", sheet, "--on", "2026-11-01", "--apply")
    assert f"曾转出　第2行 {name}：2026年9月1日曾转出，本表又有；没有动" in out
    assert "曾转出1人" in out
    assert name not in shell("roster", "list", "--on", "2026-11-02")[0]
    shell("roster", "import", sheet, "--on", "2026-11-01", "--bring-back", name, "--apply")
    assert name in shell("roster", "list", "--on", "2026-11-02")[0]
    assert name not in shell("roster", "list", "--on", "2026-10-31")[0]
    assert name in shell("roster", "list", "--on", "2026-08-31")[0]


def test_the_day_of_return_can_be_given(shell, returned):
    sheet, name = returned
    (row,) = plan_in(shell, sheet, "--bring-back", f"{name}=2026-10-01")["rows"]
    assert row["changes"]["from"]["new"] == "2026-10-01"
    _, err = shell("roster", "import", sheet, "--bring-back", f"{name}=2026-13-01", status=3)
    assert "2026-13-01" in err
    _, err = shell("roster", "import", sheet, "--bring-back", "白知远", status=2)
    assert "没有曾转出的“白知远”" in err
    out, _ = shell("roster", "import", sheet, "--bring-back", f"{name}=2026-08-01", status=1)
    assert "转回日期不应早于转出日期" in out


def test_a_kept_number_is_seen_nowhere(shell, tmp_path):
    number = "00000019800301005X"
    sheet = tmp_path / "名册.csv"
    sheet.write_text(f"姓名,身份证号\n白知远,{number}\n", encoding="utf-8")
    asked = ["--keep-ids", "--apply"]
    seen = [shell("roster", "import", sheet, *asked)[0]]
    sheet.write_text(f"姓名,出生日期,身份证号\n甘棠,1985-05-06,{number}\n", encoding="utf-8")
    seen.append(shell("roster", "import", sheet, *asked, "--json")[0])
    assert "000000********005X" in seen[-1]
    seen.append(shell("roster", "list")[0])
    seen.append(shell("roster", "list", "--json")[0])
    seen.append(shell("search", number)[0])
    seen.append(shell("search", "005X")[0])
    target = tmp_path / "导出.xlsx"
    shell("roster", "export", target, "--personal")
    seen.append(repr(list(load_workbook(target).active.iter_rows(values_only=True))))
    seen += shell("undo")
    assert not any(number in text for text in seen)
    assert "白知远" in seen[2]


def test_namesakes_are_listed_with_what_tells_them_apart(shell):
    out, _ = shell("roster", "list", "--on", "2026-04-01")
    lines = [line for line in out.splitlines() if line.startswith("陈静")]
    assert len({line.split("　")[0] for line in lines}) == 2


def test_a_person_says_who_is_the_same(shell, tmp_path):
    sheet = tmp_path / "岗位.xlsx"
    sheet.write_bytes(xlsx(["姓名", "岗位"], ["顾砚秋", "音乐教师"]))
    out, _ = shell("roster", "import", sheet, status=1)
    assert "若就是名册里同名的那一个，请加 --same 顾砚秋" in out
    out, _ = shell("roster", "import", sheet, "--same", "顾砚秋", "--apply")
    assert "已写入：新增0人，修改1人" in out
    assert "音乐教师" in shell("roster", "list")[0]
    _, err = shell("roster", "import", sheet, "--same", "白知远", status=2)
    assert "不能用 --same" in err
