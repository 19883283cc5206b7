"""通知, 请示 and 报告 that a branch sends: what its records say, in the order superiors know.

A letter is a proposal for the secretary to complete: nothing in it was not entered somewhere.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zjdesk.agenda import ADMISSIONS, METHODS, Matter
from zjdesk.documents.facts import when
from zjdesk.documents.manuscript import filled
from zjdesk.documents.official import Letter, Level, Passage, parted
from zjdesk.documents.source import given, shown_day
from zjdesk.kinds.catalogue import (
    COMMITTEE_MEETING,
    CRITICISMS,
    GROUP_MEETING,
    KINDS,
    MEMBER_ASSEMBLY,
    ORG_LIFE_MEETING,
    PREPARATION,
    RECTIFICATIONS,
    THEME,
)
from zjdesk.kinds.headcount import count, expected_at
from zjdesk.kinds.renewals import committee_elections
from zjdesk.kinds.resolutions import MISSING
from zjdesk.kinds.verdicts import verdict
from zjdesk.kinds.vote_words import was_held
from zjdesk.prospects import StepName
from zjdesk.record import Expected
from zjdesk.regulations.catalogue import TERM_YEARS
from zjdesk.strokes import stroke_order
from zjdesk.terms import regular_term_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from zjdesk.agenda import AgendaItem, Vote
    from zjdesk.documents.source import Source
    from zjdesk.kinds.headcount import Headcount
    from zjdesk.people import Member
    from zjdesk.prospects import Prospect

MEETINGS = (MEMBER_ASSEMBLY, COMMITTEE_MEETING, GROUP_MEETING, ORG_LIFE_MEETING)
"""What is 召开; everything else is 开展."""
CONTACT = f"（联系人：{MISSING}　联系电话：{MISSING}）"


def notice(source: Source) -> Iterator[Letter]:
    """通知 of a meeting to come. Its date is not that of the meeting: it has to be given."""
    record = source.record
    verb = "召开" if KINDS[record.kind] in MEETINGS else "开展"
    called = record.title or KINDS[record.kind].name
    quoted = f"“{called}”" if "：" in called else called
    subjects = [item.title for item in filled(record.agenda) if item.title]
    listed = [Passage(f"{number}. {title}") for number, title in enumerate(subjects, 1)]
    yield Letter(
        title=parted(f"关于{verb}{quoted}的通知"),
        addressee=_invited(source),
        passages=[
            Passage(f"现定于{shown_day(record.day)}{verb}{called}，有关事项通知如下："),
            Passage(given(when(record)), lead="一、时间："),
            Passage(given(record.place), lead="二、地点："),
            Passage(given(record.chair), lead="三、主持人："),
            Passage(_who_comes(source), lead="四、参加人员："),
            Passage("" if listed else MISSING, lead=f"五、{KINDS[record.kind].agenda}："),
            *listed,
            Passage(
                f"请安排好工作，准时参加。因故不能参加的，请于{MISSING}前向{MISSING}请假。",
                lead="六、要求：",
            ),
        ],
        signer=source.signer,
        day=shown_day(source.wishes.dated),
        keep=source.manuscript.names,
    )


def election_request(source: Source) -> Iterator[Letter]:
    """请示 to hold the assembly that elects the next committee."""
    record = source.record
    vote = next(committee_elections(record), None)
    is_assembly = record.kind == MEMBER_ASSEMBLY.key
    assembly_day = shown_day(record.day if is_assembly else None)
    discussed = f"经{shown_day(None if is_assembly else record.day)}支部委员会会议研究，"
    yield _request(
        source,
        "关于召开换届选举党员大会的请示",
        [
            Passage(
                f"{_term(source)}根据《中国共产党章程》和《中国共产党基层组织选举工作条例》的有关规定，"
                f"{discussed}拟于{assembly_day}召开党员大会，进行换届选举。现将有关事项请示如下："
            ),
            Passage("一、大会主要议程", Level.FIRST),
            Passage("（一）听取和审议本届支部委员会工作报告；\n（二）选举新一届支部委员会。"),
            Passage("二、新一届支部委员会名额", Level.FIRST),
            Passage(f"拟设委员{_number(vote.seats if vote else None)}名。"),
            Passage("三、委员候选人预备人选", Level.FIRST),
            Passage(f"{_candidates(vote)}（按姓氏笔画为序）。"),
            Passage("四、选举办法", Level.FIRST),
            Passage(f"{_method(vote)}书记、副书记的产生办法：{MISSING}。"),
        ],
    )


def extension_request(source: Source) -> Iterator[Letter]:
    """请示 to put off the election beyond the term."""
    until = source.branch.term_extended_until
    discussed = f"经{shown_day(source.record.day)}{KINDS[source.record.kind].name}研究，"
    yield _request(
        source,
        "关于延期换届的请示",
        [
            Passage(f"{_term(source)}因{MISSING}，不能如期换届。"),
            Passage(
                f"{discussed}拟将换届选举延期至{shown_day(until)}。延期期间，本届支部委员会继续履行职责，"
                "并做好换届的各项准备。"
            ),
        ],
    )


def admission_requests(source: Source) -> Iterator[Letter]:
    """请示 to approve that the assembly admits or confirms a person: one letter for each."""
    for item, vote in source.votes(*ADMISSIONS):
        judged = verdict(source.record, vote, source.regulations)
        if not (judged and judged.passed and was_held(vote, judged)):
            continue
        whom = given(vote.candidate)
        admits = vote.matter is Matter.ADMIT
        what = f"接收{whom}同志为中共预备党员" if admits else f"{whom}同志转为中共正式党员"
        day = shown_day(source.record.day)
        yield _request(
            source,
            f"关于{what}的请示",
            [
                *_development(source, vote),
                Passage(f"{day}，{source.signer}召开党员大会，讨论{what}。{source.voted(vote)}"),
                Passage(given(item.resolution), lead="大会决议："),
            ],
            closing="现随文报送有关材料，妥否，请审批。",
        )


def election_reports(source: Source) -> Iterator[Letter]:
    """报告 on the outcome of an election."""
    record = source.record
    for vote in committee_elections(record):
        judged = verdict(record, vote, source.regulations)
        election = judged.election if judged else None
        elected = (
            sorted((one.name for one in election.elected), key=stroke_order) if election else []
        )
        yield _report(
            source,
            "关于选举结果的报告",
            [
                Passage(
                    f"根据{source.superior}{MISSING}批复，{source.signer}于{shown_day(record.day)}"
                    f"在{given(record.place)}召开党员大会进行选举。现将选举结果报告如下："
                ),
                Passage("一、大会选举情况", Level.FIRST),
                Passage(source.voted(vote)),
                Passage("二、候选人得票", Level.FIRST),
                Passage(_ballots(vote)),
                Passage("三、当选人员（按姓氏笔画为序）", Level.FIRST),
                Passage(f"{given('、'.join(elected))}。"),
                Passage("四、书记、副书记选举和委员分工", Level.FIRST),
                Passage(
                    f"新一届支部委员会第一次全体会议于{MISSING}召开，选举和分工结果：{MISSING}。"
                ),
            ],
        )


def org_life_report(source: Source) -> Iterator[Letter]:
    """报告 on an 组织生活会; what somebody said to somebody stays in the branch."""
    record = source.record
    year = record.for_year or (record.day.year if record.day else None)
    appraisals = [source.voted(vote) for _, vote in source.votes(Matter.APPRAISAL)]
    yield _report(
        source,
        f"关于{_number(year)}年度组织生活会情况的报告",
        [
            Passage(
                f"{when(record) or MISSING}，{source.signer}在{given(record.place)}召开组织生活会，"
                "现将有关情况报告如下："
            ),
            Passage("一、会前准备", Level.FIRST),
            Passage(given(record[PREPARATION])),
            Passage("二、会议召开", Level.FIRST),
            Passage(_held(source)),
            *map(Passage, _agreed(filled(record.agenda))),
            Passage("三、批评和自我批评", Level.FIRST),
            Passage(_criticism(source)),
            *(
                [Passage("四、民主评议党员", Level.FIRST), *map(Passage, appraisals)]
                * bool(appraisals)
            ),
            Passage(f"{'五' if appraisals else '四'}、整改事项", Level.FIRST),
            *map(Passage, _rectifications(source)),
        ],
    )


# ---------------------------------------------------------------------------- the frame


def _request(
    source: Source, about: str, passages: Iterable[Passage], closing: str = "妥否，请批示。"
) -> Letter:
    return _to_superior(
        source, about, [*passages, Passage(closing)], day=_request_day(source), note=CONTACT
    )


def _report(source: Source, about: str, passages: Iterable[Passage]) -> Letter:
    day = source.wishes.dated or source.record.day
    return _to_superior(source, about, [*passages, Passage("特此报告。")], day=day)


def _request_day(source: Source) -> date | None:
    """A committee asks on the day it resolves to; when an assembly is asked for, it has not met."""
    record = source.record
    return source.wishes.dated or (None if record.kind == MEMBER_ASSEMBLY.key else record.day)


def _to_superior(
    source: Source, about: str, passages: list[Passage], *, day: date | None, note: str = ""
) -> Letter:
    return Letter(
        title=f"{source.signer}{about}",
        addressee=source.superior,
        passages=passages,
        signer=source.signer,
        day=shown_day(day),
        note=note,
        keep=source.manuscript.names,
    )


# ---------------------------------------------------------------------------- what is said


def _invited(source: Source) -> str:
    match expected_at(source.record):
        case Expected.BRANCH:
            return "全体党员"
        case Expected.COMMITTEE:
            return "各位委员"
        case Expected.GROUP:
            return f"{given(source.record.group)}全体党员"
    return "有关同志"


def _who_comes(source: Source) -> str:
    record = source.record
    expected = count(record).expected
    guests = "、".join(guest.name for guest in record.guests if guest.name)
    everybody = expected_at(record) is not Expected.NAMED
    named = "、".join(entry.label for entry in record.roster)
    number = f"，应到{expected}人" if expected else ""
    who = f"{_invited(source)}{number}" if everybody else given(named)
    return f"{who}；列席：{guests}" if guests else who


def _term(source: Source) -> str:
    """When the committee was elected and when its term is over."""
    start = source.branch.term_start
    years = source.regulations[TERM_YEARS]
    end = regular_term_end(source.branch, source.regulations)
    return (
        f"{source.signer}本届委员会于{shown_day(start)}选举产生，任期{years}年，"
        f"{_ends(source.record.day, end)}{shown_day(end)}届满。"
    )


def _ends(day: date | None, end: date | None) -> str:
    return "已于" if day and end and end <= day else "将于"


def _candidates(vote: Vote | None) -> str:
    names = [one.name for one in vote.candidates] if vote else []
    return given("、".join(sorted(names, key=stroke_order)))


def _method(vote: Vote | None) -> str:
    return f"采用{METHODS[vote.method] if vote and vote.method else MISSING}方式选举。"


def _ballots(vote: Vote) -> str:
    ranked = sorted(vote.candidates, key=lambda one: (-(one.ayes or 0), stroke_order(one.name)))
    said = [f"{one.name}{_number(one.ayes)}票" for one in ranked]
    return f"{given('，'.join(said))}。"


def _development(source: Source, vote: Vote) -> Iterator[Passage]:
    """Who he or she is and how the branch got to know them, as far as the ledger tells."""
    day = source.record.day or date.max
    prospects = [one for one in source.branch.prospects if one.name == vote.candidate]
    members = source.branch.find(day, name=vote.candidate)
    prospect = prospects[0] if len(prospects) == 1 else None
    member = members[0] if len(members) == 1 else None
    way = _way(prospect, day) if prospect else ""
    if member and member.joined_on and vote.matter is Matter.CONFIRM:
        way += f"{shown_day(member.joined_on)}被接收为中共预备党员。"
    whom = f"{given(vote.candidate)}，{_person(prospect or member)}。"
    yield Passage(f"{whom}{way or f'培养经过：{MISSING}。'}")


def _person(person: Prospect | Member | None) -> str:
    if person is None:
        return f"性别、出生年月、工作岗位{MISSING}"
    born = person.birth_date
    facts = (
        person.gender or f"性别{MISSING}",
        f"{born.year}年{born.month}月生" if born else f"出生年月{MISSING}",
        person.post or f"工作岗位{MISSING}",
    )
    return "，".join(facts)


_WAY = (
    (StepName.APPLICATION, "递交入党申请书"),
    (StepName.ACTIVIST, "确定为入党积极分子"),
    (StepName.TARGET, "确定为发展对象"),
    (StepName.PRE_EXAMINATION, "通过上级党委预审"),
)


def _way(prospect: Prospect, day: date) -> str:
    taken = [f"{shown_day(prospect.last_on(day, step))}{words}" for step, words in _WAY]
    return f"{'，'.join(taken)}。入党介绍人：{given('、'.join(prospect.sponsors))}。"


def _held(source: Source) -> str:
    record = source.record
    headcount = count(record)
    away = headcount.on_leave + headcount.absent
    guests = "、".join(f"{guest.unit}{guest.name}" for guest in record.guests)
    return "".join(
        (
            f"会议以“{record[THEME]}”为主题，" if record[THEME] else f"会议主题{MISSING}，",
            f"由{given(record.chair)}主持，{_turnout(headcount)}",
            f"，请假和缺席{away}名" if away else "",
            f"，{guests}列席" if guests else "",
            "。",
        )
    )


def _turnout(headcount: Headcount) -> str:
    if not headcount.expected:
        return f"应到、实到党员{MISSING}"
    return f"应到党员{headcount.expected}名，实到{headcount.present}名"


def _agreed(agenda: Sequence[AgendaItem]) -> Iterator[str]:
    titles = [item.title.rstrip("。") for item in agenda if item.title]
    if titles:
        yield f"会议程序：{'；'.join(titles)}。"
    yield from (item.resolution for item in agenda if item.resolution)


def _criticism(source: Source) -> str:
    criticisms = source.record[CRITICISMS]
    if not criticisms:
        return MISSING
    people = len({one.by for one in criticisms})
    return f"{people}名党员提出相互批评意见{len(criticisms)}条。自我批评情况：{MISSING}。"


def _rectifications(source: Source) -> Iterator[str]:
    found = source.record[RECTIFICATIONS]
    if not filled(found):
        yield MISSING
    for number, one in enumerate(filled(found), 1):
        problem = given(one.problem).rstrip("。")
        measure = given(one.measure).rstrip("。")
        owner, due = given(one.owner), shown_day(one.due_on)
        done = f"，已于{shown_day(one.done_on)}完成" if one.done_on else ""
        yield f"{number}. {problem}。整改措施：{measure}（责任人：{owner}，时限：{due}{done}）。"


def _number(number: int | None) -> str:
    return MISSING if number is None else str(number)
