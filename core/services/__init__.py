"""The services: the generic one, and one file per entity that is special about something."""
