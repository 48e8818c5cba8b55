"""Errands are done here: storage is told to forget, Alexa to remind. How it went is an Outcome, never an error."""

import logging
from dataclasses import dataclass
from datetime import datetime

from leg_cramp.answers.answer import Permission
from leg_cramp.answers.errand import CANCEL, FORGET, LIST, Errand, Outcome
from leg_cramp.errors import ServiceError, StorageError
from leg_cramp.storage.store import PreferenceStore
from leg_cramp.understand.question import REMIND
from leg_cramp.voice.attributes import token_of
from leg_cramp.voice.device import Device, local
from leg_cramp.voice.reminders import NOT_GRANTED, NOT_HERE, TOO_MANY, RefusedError, Reminders

log = logging.getLogger(__name__)

FORGOTTEN = "forget"
"""The prompt that says so."""
_REFUSED = {NOT_HERE: "reminders-not-here", TOO_MANY: "reminders-too-many"}


@dataclass(frozen=True)
class Caller:
    """Who sent us, and from where: user id, device, time zone, the time now, locale, and what a reminder says."""

    user: str | None
    device: Device
    zone: str
    now: datetime
    locale: str
    reminder_text: str


def run(errand: Errand, caller: Caller, store: PreferenceStore) -> Outcome:
    """Do it and tell how it went."""
    if errand.kind == FORGET:
        return _forget(caller, store)
    if caller.device.services is None:
        return Outcome("reminders-unavailable")
    work = {REMIND: _remind, LIST: _list, CANCEL: _cancel}[errand.kind]
    try:
        return work(errand, caller, Reminders(caller.device.services))
    except RefusedError as error:
        return _refused(error.status, errand)
    except ServiceError as error:
        log.warning("no reminders: %s", error)
        return Outcome("reminders-failed")


def _forget(caller: Caller, store: PreferenceStore) -> Outcome:
    try:
        if caller.user:
            store.forget(caller.user)
    except StorageError as error:
        log.warning("not forgotten: %s", error)
        return Outcome("forget-failed")
    return Outcome(FORGOTTEN)


def _remind(errand: Errand, caller: Caller, reminders: Reminders) -> Outcome:
    reminder, there = errand.reminder, local(caller.now, caller.zone)
    time = reminder.time if reminder else None
    if there is None or time is None:
        return Outcome("reminders-no-clock")
    old = reminders.all() if reminder and reminder.instead else []
    reminders.create(time, there, caller.zone, caller.locale, caller.reminder_text)
    if not old:
        return Outcome("remind-done", (time,))
    try:
        for each in old:
            reminders.delete(each)
    except (RefusedError, ServiceError):
        return Outcome("remind-both", (time,))
    return Outcome("remind-moved", (time,))


def _list(_: Errand, __: Caller, reminders: Reminders) -> Outcome:
    times = _times(reminders)
    return Outcome(LIST, times) if times else Outcome("reminders-none")


def _cancel(_: Errand, __: Caller, reminders: Reminders) -> Outcome:
    there_were = reminders.all()
    for reminder in there_were:
        reminders.delete(reminder)
    times = tuple(sorted({reminder.time for reminder in there_were}))
    return Outcome(CANCEL, times) if times else Outcome("reminders-none")


def _times(reminders: Reminders) -> tuple[str, ...]:
    return tuple(sorted({reminder.time for reminder in reminders.all()}))


def _refused(status: int, errand: Errand) -> Outcome:
    """Without the permission Alexa asks for it, once; then, and for a list, a card in the app does."""
    log.warning("reminders refused: %d", status)
    if status != NOT_GRANTED:
        return Outcome(_REFUSED.get(status, "reminders-failed"))
    if errand.kind == REMIND and not errand.consented:
        return Outcome("remind-permission", permission=Permission(by_voice=True, token=token_of(errand.reminder) or ""))
    return Outcome("reminders-permission", permission=Permission(by_voice=False))
