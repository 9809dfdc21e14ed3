"""What people say, support and report here, on the page of their own voices."""

from django.utils.translation import pgettext_lazy

from balss.participation.queries import voices as own
from balss.shared.voices import VoiceKind, voices

voices.pin(
    VoiceKind("participation.contribution", pgettext_lazy("voice", "what I said"), own.contributions),
    VoiceKind("participation.reply", pgettext_lazy("voice", "my reply"), own.replies),
    VoiceKind("participation.support", pgettext_lazy("voice", "what I support"), own.supports),
    VoiceKind("participation.report", pgettext_lazy("voice", "what I reported"), own.reports),
)
