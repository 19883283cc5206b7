"""XML of a sheet as a tree: no document type, so no entities that grow or read other files."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from zjdesk.exchange.cells import damaged


def parse_xml(text: str | bytes) -> Element:
    """The root. Raises SheetRefused for a document type, SyntaxError for what is no XML."""
    parser = XMLParser(target=_NoDoctype())
    parser.feed(text)
    return parser.close()


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag[element.tag.rfind("}") + 1 :]


class _NoDoctype(TreeBuilder):
    """No sheet has a document type; whoever declares one wants entities to grow."""

    def doctype(self, *_: object) -> None:
        raise damaged("里面有不该有的声明")
