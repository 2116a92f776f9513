"""The dialogs that are no record's form."""
