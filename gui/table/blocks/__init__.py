"""Work on blocks of cells: copy, paste, fill, clear, replace; each one step and one undo."""
