"""A voice-skill simulator for any Python Alexa skill: an interaction model and a handler in, a conversation out."""
