"""Draw the theme: qt-material's style sheet in party red, our corrections, and the icons they name.

    python packaging/theme.py

Rule: everything under resources/theme, resources/icons/red and resources/icons/white is made here
from packaging/theme, resources/icons and ui/look.py, byte for byte the same on every PC, and
committed; the program itself needs neither qt-material nor jinja2, only this script does.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import jinja2
import PySide6  # noqa: F401  (qt_material wants to be imported after it)
import qt_material

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from ui import look  # noqa: E402

SOURCES = ROOT / "packaging" / "theme"
ICONS = ROOT / "resources" / "icons"
MATERIAL = Path(qt_material.__file__).parent

TINTS = {"primary": look.RED, "active": look.INK_SOFT, "disabled": look.LINE_STRONG}


def render() -> dict[str, str]:
    """Give every file of the theme, by its path below resources."""
    sheet = _material_sheet() + _corrections()
    files = {"theme/theme.qss": sheet}
    for tint, name in sorted(set(re.findall(r"url\(theme:(\w+)/([\w-]+\.svg)\)", sheet))):
        files[f"theme/{tint}/{name}"] = _theme_icon(name, TINTS[tint])
    for source in sorted(ICONS.glob("*.svg")):
        drawing = source.read_text(encoding="utf-8")
        files[f"icons/red/{source.name}"] = drawing.replace(look.INK_SOFT, look.RED)
        files[f"icons/white/{source.name}"] = drawing.replace(look.INK_SOFT, look.PAPER)
    return files


def write(resources: Path) -> None:
    """Write the files of the theme below `resources` and remove those no longer named."""
    files = render()
    for folder in ("theme", "icons/red", "icons/white"):
        for path in (resources / folder).rglob("*.*"):
            if path.relative_to(resources).as_posix() not in files:
                path.unlink()
    for name, text in files.items():
        path = resources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _material_sheet() -> str:
    # qt_material.build_stylesheet asks which system it runs on, writes into the home directory and
    # sets the palette and environment variables; its template alone does none of this.
    template = Path(qt_material.TEMPLATE_FILE).read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=False)
    environment.filters.update(opacity=qt_material.opacity, density=qt_material.density)
    sheet = environment.from_string(template).render(
        primaryColor=look.RED,
        primaryLightColor=look.RED_SOFT,
        secondaryColor=look.GROUND,
        secondaryLightColor=look.LINE,
        secondaryDarkColor=look.PAPER,
        primaryTextColor=look.INK,
        secondaryTextColor=look.INK,
        danger=look.RED,
        warning=look.AMBER,
        success=look.GREEN,
        font_family=", ".join(f'"{family}"' for family in look.FONT_FAMILIES),
        font_size=look.FONT_PX + 2,  # density -2 takes 2 px off
        density_scale="-2",
        button_shape="default",
        pyside6=True,
    )
    return "\n".join(line.rstrip() for line in sheet.splitlines()).replace("icon:/", "theme:")


def _corrections() -> str:
    template = (SOURCES / "corrections.qss").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined)
    return "\n" + environment.from_string(template).render(vars(look)) + "\n"


def _theme_icon(name: str, colour: str) -> str:
    own = SOURCES / "icons" / name
    source = own if own.exists() else MATERIAL / "resources" / "source" / name
    drawing = source.read_text(encoding="utf-8")
    for placeholder, value in (("#0000ff", colour), ("#ff0000", look.PAPER), ("#000000", "none")):
        drawing = drawing.replace(placeholder, value)
    return drawing


if __name__ == "__main__":
    write(ROOT / "resources")
