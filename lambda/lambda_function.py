"""The entry point that AWS Lambda and the simulator call."""

from leg_cramp.bootstrap import make_handler

lambda_handler = make_handler()
