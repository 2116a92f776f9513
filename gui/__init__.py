"""Everything that knows Qt: window, tables, forms, dialogs. No SQL, no business rule."""
