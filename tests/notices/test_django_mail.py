"""Parts that know only Django's mail write into the outbox too."""

from typing import Any

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction

from balss.notices.models import Notice
from balss.notices.services.mail import MAIL, NotPlainMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox_takes_all_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "balss.notices.services.mail.OutboxBackend"  # the test runner puts another in its place


def test_mail_to_two_people_is_two_letters() -> None:
    send_mail("Kods", "12 34", None, ["anna@example.lv", "berts@example.lv"])
    assert list(Notice.objects.values_list("kind", "to", "subject", "text", "language")) == [
        (MAIL, "anna@example.lv", "Kods", "12 34", "lv"),
        (MAIL, "berts@example.lv", "Kods", "12 34", "lv"),
    ]


def test_mail_in_a_transaction_that_fails_is_not_sent() -> None:
    with transaction.atomic():
        send_mail("Kods", "12 34", None, ["anna@example.lv"])
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0


def test_mail_with_html_keeps_both_forms() -> None:
    message = EmailMultiAlternatives("Kods", "12 34", None, ["anna@example.lv"])
    message.attach_alternative("<b>12 34</b>", "text/html")
    message.send()
    assert Notice.objects.get().html == "<b>12 34</b>"


@pytest.mark.parametrize(
    "more", [{"cc": ["c@example.lv"]}, {"bcc": ["c@example.lv"]}, {"attachments": [("a", "b", "c/d")]}]
)
def test_mail_that_the_outbox_cannot_carry_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(NotPlainMail):
        EmailMessage("Kods", "12 34", None, ["anna@example.lv"], **more).send()
    assert Notice.objects.count() == 0
