"""What packages say about the application: from core/app_info.py and pyproject.toml, filled into the templates."""

import os
import platform
import subprocess
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from string import Template
from typing import Final

from core import app_info

ROOT: Final = Path(__file__).resolve().parents[2]
DIST: Final = ROOT / "dist"
TEMPLATES: Final = Path(__file__).parent / "templates"


def filled(template: str, **further: object) -> str:
    """A template with the application's facts in it."""
    facts = {
        "command": app_info.COMMAND,
        "contact": app_info.CONTACT,
        "date": datetime.fromtimestamp(changed_at(), UTC).date().isoformat(),
        "developer": ".".join(app_info.IDENTIFIER.lower().split(".")[:2]),
        "domain": app_info.DOMAIN,
        "identifier": app_info.IDENTIFIER,
        "license": license_(),
        "name": app_info.NAME,
        "publisher": app_info.PUBLISHER,
        "summary": app_info.SUMMARY,
        "version": app_info.VERSION,
    }
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    return Template(text).substitute({**facts, **further})


def license_() -> str:
    """The licence of the application itself."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"]


@cache
def changed_at() -> int:
    """The time that packages carry, in seconds since the epoch, so that making them again gives the same ones."""
    if stated := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(stated)
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        done = None
    # The start of 1980: older times do not fit into every archive.
    return int(done.stdout) if done and done.returncode == 0 and done.stdout.strip() else 315_532_800


def machine() -> str:
    """The processor as Debian calls it."""
    names = {"x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64"}
    return names.get(platform.machine(), platform.machine())
