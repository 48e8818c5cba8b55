"""The safety card: what the skill says to danger, measured through the real handler."""
