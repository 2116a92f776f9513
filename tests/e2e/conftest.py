"""The window's fixtures, for whole jobs."""

from tests.gui.conftest import data_dir as data_dir
from tests.gui.conftest import items as items
from tests.gui.conftest import nothing_left_behind as nothing_left_behind
from tests.gui.conftest import open_desk as open_desk
from tests.gui.conftest import prepared as prepared
from tests.gui.conftest import qapp as qapp
