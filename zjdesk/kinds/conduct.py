"""Whether an event was held as the regulations want it: the right body, quorum, ballot, chair.

Only what the text calls 必须 or 方可 stands in the way of 定稿, and yields to a reason that stays
in the record; what it calls 一般 is a reminder. Nothing is filled in for anybody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zjdesk.agenda import ADMISSIONS, MATTERS, Matter, Method, Vote
from zjdesk.errors import Place, Problem, Weight
from zjdesk.kinds.catalogue import COMMITTEE_MEETING, KINDS, MEMBER_ASSEMBLY
from zjdesk.kinds.headcount import expected_at
from zjdesk.kinds.quorums import check_quorum, meeting_quorum
from zjdesk.kinds.reductions import check_reductions
from zjdesk.kinds.verdicts import verdict
from zjdesk.kinds.vote_words import quorum_state
from zjdesk.participants import Role
from zjdesk.people import Category
from zjdesk.record import AGENDA, ATTENDANCE, CHAIR, RECORDER, Expected
from zjdesk.regulations import catalogue as rules
from zjdesk.regulations.matters import decided
from zjdesk.regulations.values import MOSTS, WRITINGS, Ballot, Body, Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from zjdesk.agenda import AgendaItem
    from zjdesk.record import Record
    from zjdesk.regulations.in_force import Regulations
    from zjdesk.regulations.rule import Rule

OF_THE_ASSEMBLY: Mapping[Matter, Rule[Body]] = {
    Matter.ADMIT: rules.BODY_ADMISSION,
    Matter.CONFIRM: rules.BODY_ADMISSION,
    Matter.ELECTION: rules.BODY_ELECTION,
}
"""What the 党员大会 decides; the committee may elect 书记 and 副书记."""
MOST_SECRETARIES = 2
"""书记 and 副书记: so many seats may be filled in the committee."""
BALLOTS: Mapping[Matter, Rule[Ballot]] = {
    Matter.ADMIT: rules.BALLOT_ADMISSION,
    Matter.CONFIRM: rules.BALLOT_ADMISSION,
    Matter.ELECTION: rules.BALLOT_ELECTION,
    Matter.APPRAISAL: rules.BALLOT_APPRAISAL,
}
_DENIED = re.compile("[未没不]|否决")


def check_conduct(record: Record, regulations: Regulations) -> Iterator[Problem]:
    """What was not held as it should have been."""
    agenda = Place().field(AGENDA.key, AGENDA.label)
    for index, item in enumerate(record.agenda):
        at = agenda.item(index)
        yield from _item(record, item, at, regulations)
        if item.vote is not None:
            vote = at.field("vote", "表决")
            yield from _body(record, item, vote, regulations)
            yield from _ballot(item.vote, vote, regulations)
            yield from _outcome(record, item, at, regulations)
            yield from _persons(record, item.vote, vote)
            left_out = vote.field("reductions", "不计入应到")
            yield from check_reductions(record, item.vote, left_out)
    yield from check_quorum(record, regulations)
    yield from _chair(record)
    yield from _outsiders(record)


# ------------------------------------------------------------------------------ votes


def _body(
    record: Record, item: AgendaItem, at: Place, regulations: Regulations
) -> Iterator[Problem]:
    """Whether the body that voted may decide the matter."""
    vote = item.vote
    if vote is None or vote.matter is None:
        return
    matter, range_ = MATTERS[vote.matter], expected_at(record)
    place = at.field("matter", "表决事项")
    rule = OF_THE_ASSEMBLY.get(vote.matter)
    is_of_the_assembly = rule is not None and regulations[rule] is Body.ASSEMBLY
    if vote.matter is Matter.ELECTION and range_ is Expected.COMMITTEE:
        is_of_secretaries = "书记" in f"{item.title}{item.resolution}"
        if not is_of_secretaries or (vote.seats or 0) > MOST_SECRETARIES:
            message = "支委会会议只选举书记、副书记；委员由支部党员大会选举，请核对"
            yield Problem(message, place, Weight.REMINDS)
    elif rule and is_of_the_assembly and range_ is not Expected.BRANCH:
        source = regulations.version(rule).place
        name = KINDS[record.kind].name
        yield Problem(f"{matter}应由支部党员大会讨论决定（{source}），这里是{name}", place)
    elif is_of_the_assembly and MEMBER_ASSEMBLY.key not in record.kinds:
        message = f"{matter}应在支部党员大会上进行；本次若也是党员大会，请在“同时算作”里加上"
        yield Problem(message, place, Weight.REMINDS)
    elif vote.matter is Matter.COMMITTEE and range_ is Expected.BRANCH:
        message = "这是全体党员参加的会议，表决事项写的是支委会决定事项，请核对"
        yield Problem(message, place, Weight.REMINDS)


def _ballot(vote: Vote, at: Place, regulations: Regulations) -> Iterator[Problem]:
    rule = BALLOTS.get(vote.matter) if vote.matter else None
    is_open = vote.method not in (None, Method.SECRET_BALLOT)
    if vote.matter and rule and is_open and regulations[rule] is Ballot.SECRET:
        message = f"{MATTERS[vote.matter]}应当无记名投票"
        yield Problem(message, at.field("method", "表决方式"))
    counts = vote.matter in ADMISSIONS and regulations[rules.WRITTEN] is Written.ADMISSIONS
    if vote.matter and not counts and (vote.written_ayes or vote.written_nays):
        message = f"书面意见{WRITINGS[regulations[rules.WRITTEN]]}，这里不计入"
        yield Problem(message, at.field("written_ayes", "书面赞成"), Weight.REMINDS)


def _outcome(
    record: Record, item: AgendaItem, at: Place, regulations: Regulations
) -> Iterator[Problem]:
    assert item.vote is not None
    vote = at.field("vote", "表决")
    judged = verdict(record, item.vote, regulations)
    if judged is None:
        return
    if judged.appraisal is not None:
        if judged.appraisal.has_too_many_excellent:
            share, most = judged.appraisal.rule.value, judged.appraisal.most_excellent
            message = f"优秀的比例一般{MOSTS[share]}，至多{most}名"
            place = vote.field("grades", "测评结果")
            yield Problem(message, place, Weight.REMINDS)
        return
    if judged.quorum is None:
        message = "应到人员不是按名册定的，不能判定表决是否有效"
        yield Problem(message, vote, Weight.REMINDS)
    elif _was_taken(item.vote) and not judged.quorum.is_reached:
        meeting = meeting_quorum(record, regulations)
        if meeting is not None and not meeting.is_reached:
            return  # told of the meeting
        source = judged.quorum.rule.place
        yield Problem(f"{quorum_state(judged.quorum)}（{source}）", vote)
    if judged.passed is False and _says_passed(item.resolution):
        message = "决议里写了通过，按票数没有通过，请核对"
        yield Problem(message, at.field("resolution", "决议"), Weight.REMINDS)


def _was_taken(vote: Vote) -> bool:
    """Whether anybody voted; one that was called off has no votes, or noughts."""
    figures = (vote.returned, vote.ayes, vote.nays, vote.abstain)
    return any(figures) or any(candidate.ayes for candidate in vote.candidates)


def _says_passed(text: str) -> bool:
    """Whether a resolution says that something carried, with no 未 or 不 in the same clause."""
    clauses = re.split("[，。；;,\n]", text)
    return any(
        ("通过" in clause or "同意接收" in clause or "当选" in clause)
        and not _DENIED.search(clause)
        for clause in clauses
    )


def _persons(record: Record, vote: Vote, at: Place) -> Iterator[Problem]:
    """Probationary members get no grade."""
    category = {entry.member: entry.category for entry in record.roster}
    for index, grade in enumerate(vote.grades):
        if grade.result and category.get(grade.member) is Category.PROBATIONARY:
            place = at.field("grades", "测评结果").item(index)
            message = f"“{grade.name}”是预备党员，参加评议但不评定等次"
            yield Problem(message, place, Weight.REMINDS)


# ------------------------------------------------------------------------------ the meeting


def _item(
    record: Record, item: AgendaItem, at: Place, regulations: Regulations
) -> Iterator[Problem]:
    is_bare = not (item.content or item.speeches or item.resolution or item.vote)
    if item.title and is_bare:
        yield Problem("只写了议题，没有内容", at.field("content", "内容"), Weight.REMINDS)
    if expected_at(record) not in (Expected.COMMITTEE, Expected.GROUP):
        return
    for matter in decided(item.title, item.resolution):
        rule = regulations.version(matter.rule)
        if rule.value is Body.ASSEMBLY:
            message = f"这类事项应由支部党员大会讨论决定（{rule.place}），请核对"
            yield Problem(message, at.field("resolution", "决议"), Weight.REMINDS)
            return


def _chair(record: Record) -> Iterator[Problem]:
    """Whether who leads and who writes were there, and the chair may lead."""
    away = {one.member for one in record.attendance if one.status and one.status.is_away}
    for field in (CHAIR, RECORDER):
        of_the_name = {entry.member for entry in record.roster if entry.name == record[field]}
        if of_the_name and of_the_name <= away:
            place = Place().field(field.key, field.label)
            message = f"{field.label}“{record[field]}”登记为没有到会，请核对"
            yield Problem(message, place, Weight.REMINDS)
    officers = {entry.name for entry in record.roster if entry.office}
    is_led_by_committee = record.kind in (MEMBER_ASSEMBLY.key, COMMITTEE_MEETING.key)
    others = {entry.name for entry in record.roster} | {
        guest.name for guest in record.guests if guest.role is Role.OBSERVER
    }
    if is_led_by_committee and officers and record.chair in others - officers:
        message = "党员大会、支委会由书记召集并主持；书记不能参加时委托副书记或委员"
        yield Problem(message, Place().field(CHAIR.key, CHAIR.label), Weight.REMINDS)


def _outsiders(record: Record) -> Iterator[Problem]:
    """Whoever takes part in the meeting of a group or of the committee without being of it."""
    words = _OUTSIDE.get(expected_at(record))
    if words is None or not record.roster:
        return
    known = {entry.name for entry in record.roster} | {guest.name for guest in record.guests}
    for field in (CHAIR, RECORDER):
        if record[field] and record[field] not in known:
            message = f"“{record[field]}”{words}，请核对；来参加的请写在列席人员里"
            yield Problem(message, Place().field(field.key, field.label), Weight.REMINDS)
    others = {entry.member for entry in record.roster if not entry.by_default}
    at = Place().field(ATTENDANCE.key, ATTENDANCE.label)
    for index, one in enumerate(record.attendance):
        if one.member in others:
            message = f"“{one.name}”{words}；来参加的请写在列席人员里"
            yield Problem(message, at.item(index), Weight.REMINDS)


_OUTSIDE = {Expected.GROUP: "不在这个党小组", Expected.COMMITTEE: "不是支部委员"}
