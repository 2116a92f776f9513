"""Import and export of files: what windows, commands and scripts use of it."""

from core.transfer.exporting import export_file as export_file
from core.transfer.exporting import fill_file as fill_file
from core.transfer.formats import Manner as Manner
from core.transfer.importing import import_file as import_file
from core.transfer.mending import bad_cells as bad_cells
from core.transfer.mending import mending_suffix as mending_suffix
from core.transfer.mending import write_bad_rows as write_bad_rows
from core.transfer.preview import Preview as Preview
from core.transfer.preview import Sample as Sample
from core.transfer.preview import preview as preview
from core.transfer.preview import sample as sample
from core.transfer.report import ImportReport as ImportReport
