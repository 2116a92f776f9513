"""What the workflow of a release says, as far as it can be read: the systems it is for are not those of the tests."""

import plistlib
import re

import pytest

from resources.packaging.facts import ROOT

WORKFLOW = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")


def job(system: str) -> str:
    """The part of the workflow that is about one system."""
    found = re.search(rf"^  {system}:$(.*?)(?=^  \w+:$|\Z)", WORKFLOW, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_the_window_is_started_too(system: str) -> None:
    assert "--self-test" in job(system)


def test_a_signed_bundle_may_do_what_python_does() -> None:
    signing = re.search(r"codesign .*--entitlements (\S+)", job("macos"))
    assert signing is not None
    allowed = plistlib.loads((ROOT / signing[1]).read_bytes())
    assert allowed == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }
