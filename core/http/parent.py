"""Whether the program that started this one still holds its standard input, which ends with that program."""

import os
import sys
from typing import Final

_STANDARD_INPUT: Final = 0

if sys.platform == "win32":
    import ctypes
    import msvcrt

    def holds_on() -> bool:
        """Whether the other end of the pipe is open."""
        pipe = ctypes.c_void_p(msvcrt.get_osfhandle(_STANDARD_INPUT))
        return bool(ctypes.windll.kernel32.PeekNamedPipe(pipe, None, 0, None, None, None))

else:
    import select

    def holds_on() -> bool:
        """Whether the other end of the pipe is open; what comes through it is passed over."""
        ready, _, _ = select.select([_STANDARD_INPUT], [], [], 0)
        return not ready or os.read(_STANDARD_INPUT, 4096) != b""
