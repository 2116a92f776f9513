"""The editors of single values: one widget a file, the same in a form and in a table's cell."""

from gui.form.editors.factory import editor_for as editor_for
from gui.form.editors.field_editor import FieldEditor as FieldEditor
