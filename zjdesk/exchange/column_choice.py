"""Which columns a person chose, and what of that cannot be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from zjdesk.exchange.cells import SheetRefused
from zjdesk.exchange.headers import FIELDS, TITLES, letters, plain_header, title_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from zjdesk.exchange.header_rows import Header


def refuse_wrong_choice(header: Header, wanted: Mapping[str, str | None]) -> None:
    """Raise SheetRefused if a person chose what this header does not have."""
    labels = [column.label for column in header.columns]
    chosen = chosen_columns(labels, wanted)
    _refuse_second_names(header, chosen)
    for label, key in wanted.items():
        if key is not None and key not in FIELDS:
            raise SheetRefused(f"没有“{key}”这个项目", hint=f"可以是：{_choices()}。")
        if len(chosen_columns(labels, {label: key})) == 0:
            raise SheetRefused(f"表里没有“{label}”这一列", hint=f"表头有：{'、'.join(labels)}。")
    for key, count in Counter(key for key in chosen.values() if key).items():
        if count > 1:
            raise SheetRefused(f"有{count}列都指定为“{title_of(key)}”", hint="请只指定一列。")
    for number, key in chosen.items():
        if key is not None and header.columns[number].is_hidden:
            raise SheetRefused(
                f"“{labels[number]}”是隐藏的列，不读入", hint="要读入它，请先在表里取消隐藏。"
            )


def chosen_columns(
    labels: Sequence[str], wanted: Mapping[str, str | None]
) -> dict[int, str | None]:
    """The choices of a person by the number of the header; one as it stands goes first."""
    chosen: dict[int, str | None] = {}
    plain = [plain_header(label) for label in labels]
    for label, key in wanted.items():
        if label in labels:
            chosen[labels.index(label)] = key
        elif plain_header(label) in plain:
            chosen[plain.index(plain_header(label))] = key
    return chosen


def told_apart(labels: Sequence[str], places: Sequence[int]) -> list[str]:
    """The headers; one that occurs again is told apart by its column."""
    seen: Counter[str] = Counter()
    unique = []
    for label, index in zip(labels, places, strict=True):
        seen[label] += 1
        unique.append(label if seen[label] == 1 else f"{label}（{letters(index)}列）")
    return unique


# ------------------------------------------------------------------------------ inside


def _choices() -> str:
    return "、".join(f"{title}（{key}）" for key, title in TITLES.items())


def _refuse_second_names(header: Header, chosen: Mapping[int, str | None]) -> None:
    """Raise SheetRefused if a second column has people who would not be read."""
    name = next(column for column in header.columns if column.key == "name")
    for number, column in enumerate(header.columns):
        is_name = plain_header(column.label) == plain_header(name.label)
        if column is not name and is_name and not column.is_hidden and number not in chosen:
            raise SheetRefused(
                f"“姓名”有两列：{letters(name.index)}列和{letters(column.index)}列，"
                "左右两块的表头又不相同，不能合成一张名册",
                hint="没有读入任何内容。请把右边的人移到左边下面，或删去不是党员的那一列，再读入。",
            )
