"""Registrations, on the page of a person's own voices."""

from django.utils.translation import pgettext_lazy

from balss.events.queries import voices as own
from balss.shared.voices import VoiceKind, voices

voices.pin(VoiceKind("events.registration", pgettext_lazy("voice", "my registration"), own.registrations))
