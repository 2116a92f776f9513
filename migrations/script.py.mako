<%!
    import re

    def body(steps):
        """The steps without Alembic's own remarks."""
        return re.sub(r"# ###.*###\s*|(?<=['\"]), schema=None", "", steps).strip() or "pass"
%>\
<%
    removed = config.attributes.get("removes_rows")
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


def upgrade() -> None:
    ${up}


def downgrade() -> None:
    ${down}
