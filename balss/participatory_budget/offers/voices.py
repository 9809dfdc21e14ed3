"""Ideas, on the page of a person's own voices."""

from django.utils.translation import pgettext_lazy

from balss.participatory_budget.queries import voices as own
from balss.shared.voices import VoiceKind, voices

voices.pin(
    VoiceKind("participatory_budget.idea", pgettext_lazy("voice", "my idea for a participatory budget"), own.ideas)
)
