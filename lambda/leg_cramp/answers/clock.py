"""A time of day as it is said."""

from leg_cramp.content.model import ClockWords


def spoken_time(time: str, clock: ClockWords) -> str:
    """ "21:30" as "nine thirty in the evening"; noon and midnight by their names."""
    if time in clock.names:
        return clock.names[time]
    hour, minute = map(int, time.split(":"))
    part = next(said for until, said in clock.parts_of_day if hour < until)
    words = filter(None, [clock.words[(hour - 1) % 12 + 1], _minutes(minute, clock), part])
    return " ".join(words)


def _minutes(minute: int, clock: ClockWords) -> str:
    """Nothing on the hour; "oh five", "fifteen", "forty five"."""
    if minute == 0:
        return ""
    if minute < 10:
        return f"{clock.zero} {clock.words[minute]}"
    if minute in clock.words:
        return clock.words[minute]
    return f"{clock.words[minute - minute % 10]} {clock.words[minute % 10]}"
