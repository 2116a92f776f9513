"""Steps and row entries: the one source of undo, redo and history."""
