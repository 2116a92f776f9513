"""Who this application is. The one file to edit to make it yours."""

from typing import Final

NAME: Final = "Rowdesk"
"""What people read in the title bar and in messages."""

SUMMARY: Final = "Records in tables and forms, with undo"
"""What application menus and package lists say it is, without a full stop."""

COMMAND: Final = "rowdesk"
"""The command line's installed name and the executable's."""

IDENTIFIER: Final = "org.rowdesk.Rowdesk"
"""Reverse domain name; the platform's data directory is called after it."""

VERSION: Final = "0.1.0"
PUBLISHER: Final = "The Rowdesk founders"
DOMAIN: Final = "rowdesk.org"
CONTACT: Final = "hello@rowdesk.org"
"""Where packages send people who have a question."""

SQLITE_APPLICATION_ID: Final = 0x526F7744
"""Stamped into every SQLite file ("RowD"), so that another program's database is never mistaken for ours."""

OLDEST_SERVER_REVISION: Final[str | None] = None
"""The oldest application migration that this release still works with on a shared server; None: only the newest."""
