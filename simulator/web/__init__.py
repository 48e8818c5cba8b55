"""The simulator's page."""
