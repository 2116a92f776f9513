"""How a person arranges columns, and views that are kept under a name."""
