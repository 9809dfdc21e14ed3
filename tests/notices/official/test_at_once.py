"""Several workers hand over at the same time: each message is taken by one of them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from balss.notices.models import Consent, Dispatch
from balss.notices.services.official import dispatching
from balss.people.models import Account
from balss.places.models import Institution
from tests.notices.official.conftest import NOW
from tests.notices.official.test_consents import write


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_workers_do_not_hand_over_the_same_message(
    anna: Account, ministry: Institution, agreed: Consent, monkeypatch: pytest.MonkeyPatch, folder_gateway: Path
) -> None:
    handed: list[Any] = []
    made = dispatching.driver_of

    def counting(connection: Any) -> Any:
        driver = made(connection)
        hand_over = driver.hand_over

        def noted(message: Any) -> str:
            handed.append(message.message_id)
            return hand_over(message)

        driver.hand_over = noted  # type: ignore[method-assign]
        return driver

    monkeypatch.setattr(dispatching, "driver_of", counting)
    for number in range(20):
        write(anna, ministry, key=str(number))

    def work(_worker: int) -> int:
        try:
            return dispatching.hand_over_due(now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as workers:
        assert sum(workers.map(work, range(3))) == 20
    assert len(handed) == len(set(handed)) == 20
    assert Dispatch.objects.filter(state="handed_over").count() == 20
