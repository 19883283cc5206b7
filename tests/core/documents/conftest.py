"""Makes real PDF files and reads them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest

from zjdesk.documents.pdf import Part, make_pdf
from zjdesk.documents.styles import (
    BINDING_EDGE,
    LETTER_HEIGHT,
    LETTER_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from zjdesk.documents.pages import Block


@dataclass(frozen=True)
class Printed:
    data: bytes

    @property
    def pages(self) -> list[pypdf.PageObject]:
        return list(pypdf.PdfReader(BytesIO(self.data)).pages)

    @property
    def text(self) -> str:
        return "".join(page.extract_text() for page in self.pages)

    @property
    def fonts(self) -> list[pypdf.generic.DictionaryObject]:
        found = {}
        for page in self.pages:
            for name, font in page["/Resources"].get("/Font", {}).items():
                found[name] = font.get_object()
        return list(found.values())


def print_blocks(*blocks: Block) -> Printed:
    part = Part(
        title="测试",
        blocks=blocks,
        furniture=lambda *_: None,
        left=BINDING_EDGE,
        right=PAGE_WIDTH - BINDING_EDGE - TEXT_WIDTH,
        top=LETTER_TOP,
        bottom=PAGE_HEIGHT - LETTER_TOP - LETTER_HEIGHT,
    )
    data, _ = make_pdf([part], title="测试", author="某支部", moment=datetime(2026, 3, 12, 16, 10))  # noqa: DTZ001
    return Printed(data)


@pytest.fixture(scope="session")
def printed() -> Callable[..., Printed]:
    return print_blocks
