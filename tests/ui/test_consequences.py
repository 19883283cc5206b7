"""A vote that carried is offered to be entered on the way into the Party; nothing is by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.samples import a_record
from ui.forms import consequences
from ui.forms.vote import VoteInput
from zjdesk.agenda import AgendaItem, Matter, Method, Vote
from zjdesk.kinds.consequences import unknown_applicants
from zjdesk.kinds.headcount import settle
from zjdesk.people import Branch, Category, Member
from zjdesk.prospects import DevelopmentStep, Prospect, StepName
from zjdesk.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.window import MainWindow

DAY = date(2026, 3, 12)


@pytest.fixture
def with_people(window: MainWindow) -> MainWindow:
    """唐既白 is to be admitted, 林深 to be confirmed."""

    def add(branch: Branch) -> None:
        applied = DevelopmentStep(step=StepName.APPLICATION, on=date(2024, 3, 1))
        branch.prospects.append(Prospect(name="唐既白", steps=[applied]))
        branch.members.append(
            Member(name="林深", start=date(2025, 3, 1), joined_on=date(2025, 3, 1),
                   category=Category.PROBATIONARY, group="第一党小组")
        )  # fmt: skip

    window.workspace.change_branch("准备", add)
    return window


@pytest.fixture
def decided(with_people: MainWindow) -> Callable[..., Record]:
    def make(matter: Matter, candidate: str, ayes: int = 5) -> Record:
        vote = Vote(matter=matter, candidate=candidate, method=Method.SHOW_OF_HANDS, ayes=ayes)
        record = a_record(day=DAY, agenda=[AgendaItem(title="表决", content="文", vote=vote)])
        assert settle(record, with_people.workspace.branch) == []
        return record

    return make


def offer(window: MainWindow, record: Record) -> list[str]:
    return consequences.offer(window.workspace, record, window.workspace.regulations)


def test_an_admission_becomes_a_step_with_its_record(
    with_people: MainWindow, decided: Any, answers: list[str]
) -> None:
    record = decided(Matter.ADMIT, "唐既白")
    answers.append("以后再说")
    assert offer(with_people, record) == []
    answers.append("记入发展党员")
    assert offer(with_people, record) == ["唐既白：支部大会讨论接收"]
    [prospect] = with_people.workspace.branch.prospects
    step = prospect.steps[-1]
    assert (step.step, step.on, step.record) == (StepName.ADMISSION, DAY, record.id)
    assert offer(with_people, record) == [], "what is entered is not asked again"
    with_people.workspace.undo()
    assert len(with_people.workspace.branch.prospects[0].steps) == 1


def test_a_confirmation_makes_a_full_member(
    with_people: MainWindow, decided: Any, answers: list[str]
) -> None:
    record = decided(Matter.CONFIRM, "林深")
    answers.append("登记转正")
    assert offer(with_people, record) == ["林深：支部大会讨论转正"]
    member = with_people.workspace.branch.members[-1]
    assert (member.full_on, member.category) == (DAY, Category.FULL)
    assert offer(with_people, record) == []


def test_what_did_not_carry_is_not_offered(with_people: MainWindow, decided: Any) -> None:
    assert offer(with_people, decided(Matter.ADMIT, "唐既白", ayes=2)) == []
    assert offer(with_people, decided(Matter.GENERAL, "唐既白")) == []
    assert offer(with_people, decided(Matter.ADMIT, "没有这个人")) == []


def test_a_name_on_no_list_is_told(with_people: MainWindow, decided: Any) -> None:
    branch = with_people.workspace.branch
    assert list(unknown_applicants(decided(Matter.ADMIT, "唐既白"), branch)) == []
    [problem] = unknown_applicants(decided(Matter.ADMIT, "唐即白"), branch)
    assert "“发展党员”里没有“唐即白”" in problem.message
    branch.prospects.clear()
    assert list(unknown_applicants(decided(Matter.ADMIT, "唐即白"), branch)) == []


@pytest.mark.parametrize(
    ("matter", "typed", "names"),
    [
        (Matter.ADMIT, "t", ["唐既白"]),
        (Matter.ADMIT, "", ["唐既白"]),
        (Matter.ADMIT, "甘", []),
        (Matter.CONFIRM, "", ["林深"]),
        (Matter.GENERAL, "甘", ["甘棠"]),
    ],
)
def test_the_vote_offers_whom_it_can_be_about(
    with_people: MainWindow, decided: Any, matter: Matter, typed: str, names: list[str]
) -> None:
    form = with_people.show_form(decided(matter, ""), is_unsaved=False)
    [vote] = form.findChildren(VoteInput)
    candidate: Any = vote.inputs.by_name["candidate"]
    assert [one.text for one in candidate.offers(typed)] == names
