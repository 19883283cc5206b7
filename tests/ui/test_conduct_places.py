"""Whatever is told of the conduct of an event leads to the field where it is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.samples import a_record
from zjdesk.agenda import AgendaItem, Candidate, Grade, GradeName, Matter, Method, Reduction, Vote
from zjdesk.kinds.conduct import check_conduct
from zjdesk.kinds.judging import regulations_for
from zjdesk.kinds.rules import check
from zjdesk.kinds.vote_people import check_vote_people
from zjdesk.participants import Attendance, Status

if TYPE_CHECKING:
    from ui.window import MainWindow
    from zjdesk.record import Record

HANDS = Method.SHOW_OF_HANDS


def places(window: MainWindow, record: Record) -> dict[tuple[str | int, ...], str]:
    """The key of the field to which each problem leads."""
    window.show_form(record, is_unsaved=True)
    form: Any = window.form
    settled = form.occasion.record
    found = {}
    told = [*check_conduct(settled, regulations_for(settled)), *check_vote_people(settled)]
    for problem in told:
        form.go_to(problem)
        one = form.sections.at(problem.place.path)
        assert one.isVisible(), problem
        found[problem.place.path] = one.field.key
    return found


def own_key(path: tuple[str | int, ...]) -> str:
    """The last word of a place: the field itself, or the list that it stands in."""
    return str([part for part in path if isinstance(part, str)][-1])


def lead_there(found: dict[tuple[str | int, ...], str], *wanted: tuple[str | int, ...]) -> None:
    assert set(found) == set(wanted)
    assert {path: key for path, key in found.items() if key != own_key(path)} == {}


def away(name: str, member: str) -> Attendance:
    return Attendance(name=name, member=member, status=Status.ON_LEAVE, reason="病假")


def test_of_votes(window: MainWindow) -> None:
    members = {one.name: one.id for one in window.workspace.branch.members}
    grades = [
        Grade(name=name, member=member, result=GradeName.EXCELLENT)
        for name, member in members.items()
    ]
    gone = Reduction(
        name="甘棠",
        member=members["甘棠"],
        reason="病假",
        superior_consent="有",
        assembly_consent="有",
    )
    standing = [Candidate(name="白知远", member=members["白知远"], ayes=2)]
    votes = [
        Vote(matter=Matter.ADMIT, method=HANDS, candidate="唐既白", ayes=1, reductions=[gone]),
        Vote(matter=Matter.APPRAISAL, method=Method.SECRET_BALLOT, grades=grades),
        Vote(
            matter=Matter.ELECTION, method=Method.SECRET_BALLOT, seats=1, candidates=standing,
            scrutineers=["白知远"], tellers=["白知远"],
        ),
        Vote(matter=Matter.GENERAL, method=HANDS, ayes=2, written_ayes=1),
        Vote(matter=Matter.COMMITTEE, method=HANDS, ayes=5),
    ]  # fmt: skip
    items = [
        AgendaItem(title=f"表决{n}", content="讨论。", vote=one) for n, one in enumerate(votes)
    ]
    items[3].resolution = "会议通过。"
    items.append(AgendaItem(title="只有议题"))
    record = a_record(agenda=items, chair="甘棠", group="")
    record.attendance = [away(name, members[name]) for name in ("甘棠", "单田芳", "欧阳雨桐")]
    lead_there(
        places(window, record),
        ("agenda", 0, "vote", "method"),
        ("agenda", 0, "vote", "reductions", 0),
        ("agenda", 0, "vote"),
        ("agenda", 1, "vote", "grades"),
        ("agenda", 2, "vote"),
        ("agenda", 2, "vote", "scrutineers"),
        ("agenda", 2, "vote", "tellers"),
        ("agenda", 3, "vote"),
        ("agenda", 3, "vote", "written_ayes"),
        ("agenda", 3, "resolution"),
        ("agenda", 4, "vote"),
        ("agenda", 4, "vote", "matter"),
        ("agenda", 5, "content"),
        ("chair",),
    )


def test_of_a_smaller_meeting(window: MainWindow) -> None:
    resolved = AgendaItem(title="讨论处分", content="讨论。", resolution="同意。")
    admitted = AgendaItem(title="表决", content="讨论。", vote=Vote(matter=Matter.ADMIT))
    record = a_record("group_meeting", agenda=[resolved, admitted], chair="某某", recorder="他人")
    lead_there(
        places(window, record),
        ("agenda", 0, "resolution"),
        ("agenda", 1, "vote", "matter"),
        ("chair",),
        ("recorder",),
    )


def test_of_a_group_that_an_event_counts_for(window: MainWindow) -> None:
    record = a_record("theme_party_day", also=["group_meeting"], group="")
    window.show_form(record, is_unsaved=True)
    form: Any = window.form
    [problem] = [one for one in check(form.occasion.record) if one.place.path == ("group",)]
    form.go_to(problem)
    assert form.sections.at(problem.place.path).isVisible()
