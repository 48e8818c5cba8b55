"""The leg cramp helper: an Alexa skill that answers spoken questions about leg cramps."""
