"""What installs the frozen folder on Windows and macOS. Not run yet where this project is developed."""

import os
import shutil
import subprocess
from pathlib import Path

from core import app_info
from resources.packaging.facts import DIST, filled


def windows(program: Path) -> Path:
    """A silent installer for one person, by Inno Setup's iscc. SIGN_COMMAND signs it and its uninstaller."""
    sign = os.environ.get("SIGN_COMMAND", "")
    script = program.with_suffix(".iss")
    facts = {"folder": str(program), "output": str(DIST), "sign": "SignTool=publisher" if sign else ""}
    script.write_text(filled("installer.iss", **facts), encoding="utf-8-sig")
    compiler = shutil.which("iscc")
    if compiler is None:
        raise FileNotFoundError(f"Inno Setup's iscc is not on the path; what it would compile is {script}.")
    options = ["/Qp", *([f"/Spublisher={sign}"] if sign else [])]
    subprocess.run([compiler, *options, str(script)], check=True)
    return DIST / f"{app_info.COMMAND}-{app_info.VERSION}-setup.exe"


def macos() -> Path:
    """A disk image with the bundle and a link to where it belongs."""
    content = DIST / "image"
    shutil.rmtree(content, ignore_errors=True)
    content.mkdir()
    bundle = f"{app_info.NAME}.app"
    subprocess.run(["ditto", str(DIST / bundle), str(content / bundle)], check=True)
    (content / "Applications").symlink_to("/Applications")
    image = DIST / f"{app_info.COMMAND}-{app_info.VERSION}.dmg"
    options = ["-volname", app_info.NAME, "-srcfolder", str(content), "-format", "UDZO", "-ov"]
    subprocess.run(["hdiutil", "create", *options, str(image)], check=True)
    return image
