"""Pictures of every page and dialog of the real application, and what is wrong on them."""
