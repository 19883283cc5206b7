"""Where things lie. The only module that knows the places of resources and of a person's data."""

from __future__ import annotations

import sys
from pathlib import Path


def resources() -> Path:
    """The folder with fonts, theme, icons and sample; it lies beside the packages."""
    bundle = getattr(sys, "_MEIPASS", None)
    return (Path(bundle) if bundle else Path(__file__).resolve().parent.parent) / "resources"


def default_ledger() -> Path:
    """Where the window keeps its ledger unless it is told otherwise."""
    import platformdirs

    return platformdirs.user_documents_path() / "支部台账" / "支部台账.zj"


def cache() -> Path:
    """A folder for what can be made again, such as previews."""
    import platformdirs

    return platformdirs.user_cache_path("zjdesk", appauthor=False)
