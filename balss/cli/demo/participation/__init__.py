"""Participation in the story: each deed through the service that a page would call, at its own time."""

from balss.cli.demo.participation import answers, processes, voices

VERBS = {
    "neighbours": voices.neighbours,
    "process": processes.begin,
    "document": processes.add_document,
    "stop_process": processes.stop,
    "opportunity": processes.ask,
    "extend_opportunity": processes.extend,
    "withdraw_opportunity": processes.withdraw,
    "say": voices.say,
    "draft_voice": voices.keep_draft,
    "support": voices.support,
    "report_voice": voices.report,
    "remove_voice": voices.remove,
    "contest_removal": voices.contest,
    "hold_as_spam": voices.hold_as_spam,
    "find_campaigns": answers.find_campaigns,
    "answer_voices": answers.answer,
    "approve_answer": answers.approve,
    "say_whether_answered": answers.say_whether_answered,
    "outcome": answers.report_outcome,
    "decision": answers.tell_of_decision,
    "decision_told": answers.note_telling,
    "decision_update": answers.note_progress,
}
