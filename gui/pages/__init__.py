"""The pages that are no table: dashboard, users, settings, and those before anybody is signed in."""
