<%!
    import re

    def body(steps):
        """The steps without Alembic's own remarks."""
        return re.sub(r"# ###.*###\s*|(?<=['\"]), schema=None", "", steps).strip() or "pass"
%>\
<%
    removed, emptied = (config.attributes.get(name) for name in ("removes_rows", "removes_values"))
    up, down = body(upgrades or ""), body(downgrades or "")
%>\
"""${message}"""

% if re.search(r"\bsa\.", up + down):
import sqlalchemy as sa
% endif
from alembic import op
% if imports:

${imports}
% endif

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}
% if removed:

removes_rows = ${removed}
"""Tables whose rows this migration takes away on purpose."""
% endif
% if emptied:

removes_values = ${emptied}
"""Columns that this migration takes away on purpose, with what is in them."""
% endif


def upgrade() -> None:
    ${up}


def downgrade() -> None:
    ${down}
