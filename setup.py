"""What pyproject.toml cannot say: the command line is installed under the name in core/app_info.py."""

import runpy
from pathlib import Path

from setuptools import setup

app_info = runpy.run_path(str(Path(__file__).parent / "core" / "app_info.py"))
setup(entry_points={"console_scripts": [f"{app_info['COMMAND']} = core.cli:main"]})
