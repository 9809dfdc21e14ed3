"""Paper entered by processes that die, and an urn closed by several clerks at once: nothing is lost, nothing double."""

import json
import signal
from typing import Any

import pytest

from tests.installation import Installation, finished
from tests.voting.papers import CLERKS, PAPERS, READ

MAIN = "from tests.voting.papers import main\nmain({stage!r})\n"
VOTES = PAPERS - 1

# the installation is made for the whole run, and its time is not that of these tests
pytestmark = [pytest.mark.slow, pytest.mark.timeout(240, func_only=True)]


@pytest.fixture
def keys(tmp_path: Any) -> dict[str, str]:
    return {"BALSS_BOX_KEY": str(tmp_path / "box.pem"), "BALSS_RIGHTS": str(tmp_path / "rights")}


def killed(installation: Installation, stage: str, environment: dict[str, str]) -> Any:
    """What the process told first, before it was killed."""
    process = installation.start(MAIN.format(stage=stage), **environment)
    told, _faults = process.communicate(timeout=200)
    assert process.returncode == -signal.SIGKILL
    return json.loads(told.splitlines()[0])


def test_processes_killed_while_paper_is_read_and_cast_lose_and_double_nothing(
    installation: Installation, keys: dict[str, str]
) -> None:
    urn, *readers = killed(installation, "second reading", keys)
    keys |= {"URN": urn, "READERS": " ".join(map(str, readers))}
    assert killed(installation, "casting", keys) == [PAPERS + READ, 0, 0, 0]  # all that was entered is there
    assert killed(installation, "noting", keys) == [2 * PAPERS, 0, 0, 0]  # of the five that were cast none
    before, after = map(json.loads, installation.run(MAIN.format(stage="end"), **keys).splitlines())
    assert (before, after) == ([0, VOTES, VOTES, VOTES], [0, VOTES, VOTES, VOTES, "cast"])


def test_several_clerks_closing_an_urn_at_once_cast_it_once(installation: Installation, keys: dict[str, str]) -> None:
    told, standing = json.loads(finished(installation.start(MAIN.format(stage="at once"), **keys), 200))
    assert (told, standing) == ([VOTES] * CLERKS, [0, VOTES, VOTES, VOTES])
