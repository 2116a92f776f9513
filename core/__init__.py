"""Everything that makes sense without a screen: models, services, database, transfer, command line."""
