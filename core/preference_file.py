"""The file of this machine's preferences as it stands, unchecked and without any import: what the first frame needs."""

import json
from typing import Any, cast

from core.paths import DataFolder


def stored_values(folder: DataFolder) -> dict[str, Any]:
    """What the file says. FileNotFoundError, OSError or ValueError where it says nothing that can be used."""
    text = folder.preferences.read_text(encoding="utf-8")
    try:
        found: object = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("it is not a JSON object")
    return cast("dict[str, Any]", found)
