"""Blocks, and how they are laid on pages. Nothing is cut off: what does not fit goes on or over.

A block is anything that knows its height for a width, can be divided where a page ends, and draws
itself. Lengths are in points; y counts upwards from the lower edge of the paper.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.pdfgen.canvas import Canvas

EPSILON = 0.01
"""Less than this is rounding."""
LEAST = 36.0
"""So much of a block stays at least with what it belongs to: two lines."""


class Block(Protocol):
    """Something that takes the whole width of a page."""

    @property
    def before(self) -> float:
        """The least distance to what stands above; of two distances the larger counts."""

    @property
    def after(self) -> float:
        """The least distance to what stands below."""

    @property
    def keeps_next(self) -> bool:
        """Whether it never stands last on a page, as a heading does not."""

    def height(self, width: float) -> float: ...

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Divides it so that the first part is no higher than `height`; None if it cannot."""

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        """Draws it below and to the right of the point."""


@dataclass(frozen=True)
class Together:
    """Blocks that stay on one page if a page can hold them; of the first at least the end does."""

    blocks: tuple[Block, ...]
    keeps_next: bool = False

    @property
    def before(self) -> float:
        return self.blocks[0].before

    @property
    def after(self) -> float:
        return self.blocks[-1].after

    def height(self, width: float) -> float:
        return sum(
            block.height(width) + (distance(above, block) if above else 0)
            for above, block in zip((None, *self.blocks), self.blocks, strict=False)
        )

    def split(self, width: float, height: float) -> tuple[Block, Together] | None:
        first, *others = self.blocks
        parts = first.split(width, min(height, first.height(width) - LEAST))
        return (parts[0], replace(self, blocks=(parts[1], *others))) if parts else None

    def draw(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        above = None
        for block in self.blocks:
            y -= distance(above, block) if above else 0
            block.draw(canvas, x, y, width)
            y -= block.height(width)
            above = block


def distance(above: Block, below: Block) -> float:
    return max(above.after, below.before)


# ---------------------------------------------------------------------------- paging


@dataclass(frozen=True)
class Placed:
    """A block on a page; `top` is how far below the upper edge of the text it begins."""

    block: Block
    top: float


def paginate(blocks: Iterable[Block], *, width: float, height: float) -> list[list[Placed]]:
    """Lays the blocks on as many pages as they need; there is always one page."""
    waiting = deque(blocks)
    pages: list[list[Placed]] = [[]]
    top = 0.0
    while waiting:
        block = waiting.popleft()
        page = pages[-1]
        start = top + distance(page[-1].block, block) if page else 0.0
        room = height - start
        need = block.height(width)
        fits = need <= room + EPSILON
        if fits and (not page or _next_fits(block, waiting, width, room - need)):
            page.append(Placed(block, start))
            top = start + need
            continue
        parts = None if fits else block.split(width, room)
        if parts:
            page.append(Placed(parts[0], start))
            waiting.appendleft(parts[1])
        elif page:
            waiting.appendleft(block)
        elif isinstance(block, Together):
            waiting.extendleft(reversed(block.blocks))
            continue
        else:
            raise ValueError(f"{type(block).__name__} is higher than a page and cannot be divided")
        pages.append([])
    return pages


def _next_fits(block: Block, waiting: Sequence[Block], width: float, room: float) -> bool:
    """Whether something of what follows a heading still stands on its page."""
    for below in waiting:
        if not block.keeps_next:
            return True
        room -= distance(block, below)
        need = below.height(width)
        if need > room + EPSILON:
            return room > 0 and below.split(width, room) is not None
        room -= need
        block = below
    return True
