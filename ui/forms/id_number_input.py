"""公民身份号码 in the form: shown masked, and kept unless another one is typed in its place."""

from __future__ import annotations

from typing import Any

from ui.forms.inputs import LineInput


class IdNumberInput(LineInput):
    """A number of which a person sees the first and last digits only."""

    _kept = ""

    def show_value(self, value: Any) -> None:
        self._kept = value
        super().show_value(value)

    def value(self) -> Any:
        typed = self.edit.text()
        return self._kept if typed == self.field.show(self._kept) else self.field.parse(typed)
