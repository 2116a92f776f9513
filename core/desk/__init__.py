"""What the window keeps for each person in the database: saved views, column layouts, drafts. Never journalled."""
