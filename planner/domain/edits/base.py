"""What all edits share: the empty merge key, and several edits as one."""

from dataclasses import dataclass

from planner.domain.plan import Edit, Plan

EDIT_TYPES: dict[str, type["BaseEdit"]] = {}
"""Every edit class by its name: what a journal line or a scenario names is looked up here."""


class BaseEdit:
    """Base of all edits; registers each subclass under its class name for reading it back."""

    __slots__ = ()

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Register the class; a dataclass with slots is made twice, the second one counts."""
        super().__init_subclass__(**kwargs)
        EDIT_TYPES[cls.__name__] = cls

    @property
    def merge_key(self) -> str:
        """Identity of the gesture that this edit is part of; none by default."""
        return ""

    def apply(self, plan: Plan) -> Plan:
        """Return ``plan`` with this change made."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Several(BaseEdit):
    """A list of edits that stand or fall together, as one undo step; ``what`` names the step."""

    edits: tuple[Edit, ...]
    what: str = ""

    def apply(self, plan: Plan) -> Plan:
        """Apply all in order; when one fails, none has happened."""
        for edit in self.edits:
            plan = edit.apply(plan)
        return plan
