"""Counts what a run of the machine did, so that one that proves nothing fails."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

READING: Final = ("read", "find", "history", "export_csv", "export_json")
WRITING: Final = (
    *("create", "update", "delete", "create_many", "update_many", "delete_many"),
    *("import_csv", "import_json", "undo", "redo"),
)
NEVER_REFUSED: Final = ("journal",)
ACTIONS: Final = (*WRITING, *READING, *NEVER_REFUSED)
LEAST: Final = 3


class Tally:
    """How often each action did something, and how often it was refused, over all examples of a run."""

    def __init__(self) -> None:
        self.done, self.refused = Counter[str](), Counter[str]()

    def shortcomings(self) -> Iterator[str]:
        """What was not tried well enough."""
        for action in ACTIONS:
            if self.done[action] < LEAST:
                yield f"{action} did something {self.done[action]} times"
            if not self.refused[action] and action not in NEVER_REFUSED:
                yield f"{action} was never refused"
