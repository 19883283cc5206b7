"""Makes real PDF files and reads them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest

from zjdesk.documents.furniture import BARE
from zjdesk.documents.pdf import Booklet, write_pdf

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
    booklet = Booklet(
        title="测试",
        blocks=blocks,
        furniture=BARE,
    )
    file = BytesIO()
    moment = datetime.fromisoformat("2026-03-12T16:10")
    write_pdf([booklet], file, title="测试", author="某支部", moment=moment)
    return Printed(file.getvalue())


@pytest.fixture(scope="session")
def printed() -> Callable[..., Printed]:
    return print_blocks
