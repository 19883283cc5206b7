"""The plan for a roster sheet, whatever the sheet looks like."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.exchange.sheet_files import codes, content_of, plan_of, values, workbook, xlsx
from zjdesk.citizen_ids import check_character
from zjdesk.exchange.cells import SheetRefused
from zjdesk.exchange.headers import WORDS, field_of, letters
from zjdesk.people import Branch, Category, Group, Member

BAI, DU = date(1980, 3, 1), date(1985, 5, 6)


def branch_of(*members: Member) -> Branch:
    return Branch(name="中共汀南小学支部委员会", members=list(members), groups=[Group(name="甲组")])


# ------------------------------------------------------------------------------ headers


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("姓 名", "name"), ("*姓名（必填）", "name"), ("2.出生年月", "birth_date"),
        ("出生日期\n（年月日）", "birth_date"), ("入党\n时间", "joined_on"),
        ("入党年月", "joined_on"), ("加入中国共产党时间", "joined_on"),
        ("转为正式党员时间", "full_on"),
        ("政治面貌", "category"), ("所属党小组", "group"),
        ("转入本支部时间", "from"), ("是否免考勤", "attendance_waived"),
        ("教职工姓名", "name"), ("何时入党", "joined_on"), ("参加中国共产党时间", "joined_on"),
        ("调入时间", "from"), ("党小组名", "group"), ("小组名称", "group"), ("所在组", "group"),
        ("是否预备党员", "category"), ("性別", "gender"), ("入黨日期", "joined_on"),
        ("入党时所在支部", None), ("转正情况", None), ("转入（出）时间", None),
        ("参加工作时间", None), ("党内职务", None),
    ],
)  # fmt: skip
def test_headers_are_known_by_their_words(header, key):
    assert field_of(header) == key


def test_no_header_means_two_fields():
    words = [word for found in WORDS.values() for word in found]
    assert len({*words}) == len(words)
    assert all(field_of(word) == key for key, found in WORDS.items() for word in found)


def test_headers_in_row_6_below_a_title():
    plan = plan_of(
        xlsx(["党员名册"], [], ["单位：汀南小学"], [], [], ["姓名", "性别"], ["白知远", "男"])
    )
    assert plan.header.last == 6
    assert values(plan, "name") == ["白知远"]


def test_headers_of_two_rows():
    plan = plan_of(
        xlsx(
            ["序号", "姓名", "入党情况", None, "备注"],
            [None, None, "入党时间", "转正时间", None],
            [1, "白知远", "2001.7.1", "2002.7.1", "好"],
            merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
        )
    )
    assert (plan.header.first, plan.header.last) == (1, 2)
    assert plan.columns == {"姓名": "name", "入党时间": "joined_on", "转正时间": "full_on"}
    assert plan.left_out == ["序号", "备注"]
    assert [row.number for row in plan.rows] == [3]
    assert plan_of(
        xlsx(["姓名", "入党", None], [None, "时间", "级别"], ["白知远", "2001.7.1", "x"])
    )


def test_headers_that_repeat_on_every_page_are_no_people():
    head = ["姓名", "性别", "出生日期"]
    plan = plan_of(xlsx(head, ["白知远", "男", BAI], head, ["杜若溪", "女", DU]))
    assert values(plan, "name") == ["白知远", "杜若溪"]
    assert plan.ignored_rows == [3]


def test_two_tables_in_one_sheet_are_not_mixed():
    plan = plan_of(
        xlsx(
            ["姓名", "性别", "出生日期", "党小组"],
            ["白知远", "男", BAI, "甲组"],
            [],
            ["姓名", "性别", "入党时间"],
            ["杜若溪", "女", "2006-06-30"],
        )
    )
    assert values(plan, "name") == ["白知远"]
    assert any("第4行也像名册的表头" in note for note in plan.notes)
    other = plan_of(
        xlsx(["姓名", "性别", "出生日期"], ["白知远", "男", BAI], ["姓名", "转正时间", "性别"],
             ["杜若溪", "2006-06-30", "女"]),
        header_row=3,
    )  # fmt: skip
    assert values(other, "name") == ["杜若溪"]


def test_two_sheets_with_a_roster():
    book = workbook(["姓名", "性别", "出生日期"], ["白知远", "男", BAI], sheet="2025")
    second = book.create_sheet("2026")
    second.append(["姓名", "性别", "出生日期", "党小组"])
    second.append(["杜若溪", "女", DU, "甲组"])
    plan = plan_of(content_of(book))
    assert plan.header.sheet.name == "2026"
    assert any("“2025”第1行也像名册的表头" in note for note in plan.notes)
    assert values(plan_of(content_of(book), sheet="2025"), "name") == ["白知远"]
    with pytest.raises(SheetRefused, match="没有“2024”这张工作表") as refused:
        plan_of(content_of(book), sheet="2024")
    assert "2025、2026" in refused.value.hint


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (("2025", "2026"), "2026"), (("2026年名册", "2025年名册"), "2026年名册"),
        (("一支部", "二支部"), "一支部"), (("2026", "2027（空）"), "2026"),
    ],
)  # fmt: skip
def test_of_two_equally_good_sheets_the_later_year_is_taken(names, taken):
    head = ["姓名", "性别", "出生日期"]
    book = workbook(head, ["白知远", "男", BAI], sheet=names[0])
    second = book.create_sheet(names[1])
    second.append(head)
    if "空" not in names[1]:
        second.append(["杜若溪", "女", DU])
    assert plan_of(content_of(book)).header.sheet.name == taken


def test_of_two_headers_of_one_field_the_surer_is_taken():
    plan = plan_of(xlsx(["政治面貌", "姓名", "人员类别"], ["中共党员", "白知远", "预备党员"]))
    assert values(plan, "category") == [Category.PROBATIONARY]
    assert any("“政治面貌”也像人员类别" in note for note in plan.notes)


@pytest.mark.parametrize("options", [{}, {"header_row": 1}])
def test_a_sheet_without_headers(options):
    with pytest.raises(SheetRefused, match="表头") as refused:
        plan_of(xlsx(["白知远", "男"], ["杜若溪", "女"]), **options)
    assert refused.value.hint


def test_a_hidden_sheet_is_read_only_if_it_is_named():
    book = workbook(["没有"], sheet="一")
    book.create_sheet("旧名册").append(["姓名", "性别"])
    book["旧名册"].append(["白知远", "男"])
    book["旧名册"].sheet_state = "hidden"
    with pytest.raises(SheetRefused, match="旧名册"):
        plan_of(content_of(book))
    assert plan_of(content_of(book), sheet="旧名册").rows


# ------------------------------------------------------------------------------ columns


def test_a_person_may_choose_and_leave_out_columns():
    content = xlsx(["教职工", "生辰", "性别"], ["白知远", BAI, "男"])
    plan = plan_of(content, columns={"教职工": "name", "生辰": "birth_date", "性别": None})
    assert plan.columns == {"教职工": "name", "生辰": "birth_date"}
    assert plan.left_out == ["性别"]


def test_a_choice_goes_before_the_word():
    plan = plan_of(
        xlsx(["姓名", "出生日期", "档案生日"], ["白知远", DU, BAI]),
        columns={"档案生日": "birth_date"},
    )
    assert values(plan, "birth_date") == [BAI]
    assert plan.left_out == ["出生日期"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"没有": "name"}, "没有“没有”这一列"),
        ({"性别": "sex"}, "没有“sex”这个项目"),
        ({"性别": "post", "备注": "post"}, "有2列都指定为“工作岗位”"),
        ({"证号": "post"}, "“证号”是隐藏的列"),
    ],
)
def test_choices_that_cannot_be(columns, words):
    book = workbook(["姓名", "性别", "备注", "证号"], ["白知远", "男", "好", "1"])
    book.active.column_dimensions["D"].hidden = True
    with pytest.raises(SheetRefused, match=words):
        plan_of(content_of(book), columns=columns)


@pytest.mark.parametrize("key", [None, "post"])
def test_without_a_name_there_is_no_roster(key):
    with pytest.raises(SheetRefused, match="“姓名”这一列不能不读") as refused:
        plan_of(xlsx(["姓名", "性别"], ["白知远", "男"]), columns={"姓名": key})
    assert "没有读入任何内容" in refused.value.hint


def test_a_hidden_column_is_not_taken_though_its_header_is_known():
    book = workbook(["姓名", "出生日期"], ["白知远", BAI])
    book.active.column_dimensions["B"].hidden = True
    plan = plan_of(content_of(book))
    assert (plan.left_out, plan.hidden) == (["出生日期"], ["出生日期"])
    assert "birth_date" not in plan.rows[0].values


# ------------------------------------------------------------------------------ rows


def test_titles_sums_notes_and_sections_are_no_people():
    plan = plan_of(
        xlsx(
            ["序号", "姓名", "性别", "入党时间"],
            [None, "第一党小组"],
            [1, "白知远", "男", "2001.7.1"],
            [],
            ["第二党小组", None, None, None],
            [2, "杜若溪", "女", "2006.6.30"],
            [3, None, None, None],
            ["合计", 2, None, 26],
            ["注：本表由组织委员保管。"],
            [None, "以上2人情况属实，请审核"],
            ["填表人：白知远", None, None, "填表日期：2026年11月25日"],
            merged=["A5:D5"],
        )
    )
    assert [row.number for row in plan.rows] == [3, 6]
    assert plan.ignored_rows == [2, 5, 8, 9, 10, 11]
    assert not plan.problems


def test_a_merged_group_column_before_the_names():
    plan = plan_of(
        xlsx(["党小组", "姓名"], ["第一党小组", "白知远"], [None, "杜若溪"], ["第二党小组", "甘棠"],
             merged=["A2:A3"])
    )  # fmt: skip
    assert values(plan, "group") == ["第一党小组", "第一党小组", "第二党小组"]
    assert plan.new_groups == ["第一党小组", "第二党小组"]


def test_hidden_rows_are_not_read_and_told():
    book = workbook(["姓名", "性别"], ["白知远", "男"], ["杜若溪", "女"])
    book.active.row_dimensions[3].hidden = True
    plan = plan_of(content_of(book))
    assert (len(plan.rows), plan.hidden_rows) == (1, [3])
    assert any("隐藏的行没有读入：第3行" in note for note in plan.notes)


@pytest.mark.parametrize(
    ("written", "category", "code"),
    [
        ("正式党员", Category.FULL, None), ("中共党员", Category.FULL, None),
        ("中共党员(预备)", Category.PROBATIONARY, None), ("预 备", Category.PROBATIONARY, None),
        ("中共预备党员", Category.PROBATIONARY, None), ("退休党员", None, "unknown_word"),
        ("入党积极分子", None, "not_a_member"), ("群众", None, "not_a_member"),
    ],
)  # fmt: skip
def test_categories(written, category, code):
    plan = plan_of(xlsx(["姓名", "类别"], ["白知远", written]))
    assert values(plan, "category") == [category]
    assert codes(plan) == ([(2, code)] if code else [])


@pytest.mark.parametrize(
    ("written", "waived"),
    [("是", True), ("√", True), (True, True), (1, True), ("免", True), ("否", False), ("×", False),
     ("", None), ("看情况", None)],
)  # fmt: skip
def test_marks_for_yes_and_no(written, waived):
    plan = plan_of(xlsx(["姓名", "免考勤"], ["白知远", written]))
    assert values(plan, "attendance_waived") == [waived]


@pytest.mark.parametrize(
    ("written", "name", "code"),
    [
        ("张　三", "张三", None), ("古丽娜尔•吐尔逊", "古丽娜尔·吐尔逊", None),
        ("白\u200b知远\ufeff", "白知远", None), ("Anna  B. Li", "Anna B. Li", None),
        ("陈静（大）", "陈静（大）", "odd_name"), ("许?", None, "damaged_name"),
        ("许\ufffd", None, "damaged_name"), (12, None, "bad_name"), ("——", None, "bad_name"),
        ("白" * 41, None, "bad_name"),
    ],
)  # fmt: skip
def test_names(written, name, code):
    plan = plan_of(xlsx(["姓名", "性别"], [written, "男"]))
    assert values(plan, "name") == [name]
    assert codes(plan) == ([(2, code)] if code else [])


def test_private_characters_in_a_name_are_told_with_what_they_should_be():
    plan = plan_of(xlsx(["姓名", "性别"], ["白 远\ue816", "男"], ["杜若\ue000", "女"]))
    assert codes(plan) == [(2, "private_character"), (3, "private_character")]
    assert not any(row.read.is_faulty for row in plan.rows)
    known, unknown = map(str, plan.problems)
    assert "第3个字是旧系统的自造字（U+E816），多半是“\U00020087”" in known
    assert "U+E000" in unknown
    assert "多半是" not in unknown


def test_a_full_member_needs_the_day_of_becoming_one():
    plan = plan_of(
        xlsx(["姓名", "类别", "入党时间", "转正时间"], ["白知远", "正式", "2001.7.1", None],
             ["杜若溪", "预备", "2026.6.26", None])
    )  # fmt: skip
    assert [(p.row, p.column, p.code.value) for p in plan.problems] == [(2, "转正时间", "missing")]


def test_a_full_member_without_that_day_is_told_though_the_sheet_has_no_column_for_it():
    plan = plan_of(xlsx(["姓名", "类别"], ["白知远", "正式"], ["杜若溪", "预备"], ["甘棠", "正式"]))
    assert not plan.problems
    told = "2名正式党员没有写明转正日期，仍按正式党员读入，请补上：白知远、甘棠。"
    assert told in plan.notes
    plan = plan_of(xlsx(["姓名", "类别", "转正时间"], ["白知远", "正式", "未转正"]))
    assert any("1名正式党员没有写明转正日期" in note for note in plan.notes)
    known = branch_of(Member(name="白知远", category=Category.FULL, full_on=date(2006, 7, 1)))
    plan = plan_of(xlsx(["姓名", "类别"], ["白知远", "正式"]), known)
    assert not any("转正日期" in note for note in plan.notes)


def test_days_in_the_wrong_order():
    plan = plan_of(
        xlsx(["姓名", "入党时间", "转正时间", "转入时间", "转出时间"],
             ["白知远", "2002.7.1", "2001.7.1", None, None],
             ["杜若溪", "2002.7.1", "2003.7.1", "2010.9.1", "2009.9.1"])
    )  # fmt: skip
    assert codes(plan) == [(2, "dates_out_of_order"), (3, "dates_out_of_order")]


def test_formulas_without_results_are_faulty_rows():
    plan = plan_of(xlsx(["姓名", "出生日期"], ["白知远", "=B9"], ["杜若溪", DU]))
    assert codes(plan) == [(2, "no_result")]
    with pytest.raises(SheetRefused, match="都是公式"):
        plan_of(xlsx(["姓名", "性别"], ["=A9", "男"], ["=A10", "女"]))
    plan = plan_of(
        xlsx(["姓名", "出生日期", "入党日期"], ["=A9", None, "=C1"], ["白知远", BAI, "2001-07-01"],
             ["=A9", BAI, "=C1"])
    )  # fmt: skip
    assert plan.ignored_rows == []
    assert codes(plan) == [(2, "no_result"), (2, "no_result"), (4, "no_result"), (4, "no_result")]


def test_line_breaks_and_tabs_in_texts():
    plan = plan_of('姓名,岗位\n白知远,"语文\n组长"\n杜若溪,\t数学\n'.encode())
    assert values(plan, "post") == ["语文 组长", "数学"]


# ------------------------------------------------------------------------------ identity numbers


def test_identity_numbers_are_checked_only_if_asked_and_never_kept():
    right = "00000019800301001"
    right += check_character(right)
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    content = xlsx(["姓名", "身份证号"], ["白知远", right], ["杜若溪", wrong],
                   ["甘棠", float(wrong)], ["陈静", "0000"],
                   ["方若兰", None], ["马骏驰", "3.2E+17"])  # fmt: skip
    assert not plan_of(content).id_problems
    plan = plan_of(content, citizen_ids=True)
    assert [(p.row, p.code.value) for p in plan.id_problems] == [
        (3, "id_check_failed"), (4, "id_damaged"), (5, "id_wrong_form"), (7, "id_damaged"),
    ]  # fmt: skip
    assert wrong not in repr(plan.rows)


def test_an_identity_number_in_the_wrong_column_is_masked():
    number = "000000198003010024"
    plan = plan_of(xlsx(["姓名", "出生日期"], ["白知远", number]))
    (problem,) = plan.problems
    assert number not in str(problem)
    assert "000000********0024" in str(problem)


def test_letters_of_columns():
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
