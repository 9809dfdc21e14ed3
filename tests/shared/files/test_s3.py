"""The same files in an S3 store: moto's server in a process of its own, spoken to over HTTP."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest

from balss.config.settings import _stores
from balss.shared.files import StoreUnavailable, open_for, remove, store
from balss.shared.files.services import file_store
from balss.shared.files.sweep import sweep
from balss.shared.permissions import ANONYMOUS
from tests.installation import free_port, wait_for_port
from tests.shared.files.conftest import ANNA, PDF, upload

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

# botocore's own code still asks for the time in the old way.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")]


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of a running S3 server."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_port(port)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


@pytest.fixture
def bucket(s3: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty bucket that settings point to just as BALSS_FILES=s3://… does."""
    for name, value in {"ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test", "DEFAULT_REGION": "eu-north-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", s3)
    made = boto3.resource("s3", endpoint_url=s3).create_bucket(
        Bucket="balss-files", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"}
    )
    settings.STORAGES = {**settings.STORAGES, "files": _stores("s3://balss-files/files")}
    yield made
    made.objects.all().delete()
    made.delete()


def keys(bucket: Any) -> list[str]:
    return sorted(item.key for item in bucket.objects.all())


def test_file_is_kept_and_read(bucket: Any) -> None:
    file = store(upload(PDF), by=ANNA, now=NOW, name="a.pdf", public=True)
    assert keys(bucket) == [f"files/{file.content.key}"]
    with open_for(ANONYMOUS, file, now=NOW) as kept:
        assert kept.read() == PDF


def test_same_bytes_are_kept_once(bucket: Any) -> None:
    for name in ("a.pdf", "b.pdf"):
        store(upload(PDF), by=ANNA, now=NOW, name=name, public=True)
    assert len(keys(bucket)) == 1


def test_sweep_removes_strays_and_unused_contents(bucket: Any) -> None:
    kept = store(upload(PDF), by=ANNA, now=NOW, name="a.pdf", public=True)
    gone = store(upload(PDF + b"%"), by=ANNA, now=NOW, name="b.pdf", public=True)
    remove(gone, by=ANNA, now=NOW)
    bucket.put_object(Key=f"files/ab/{'ab' * 32}", Body=b"stray")
    assert (sweep(now=NOW), keys(bucket)) == (2, [f"files/{kept.content.key}"])


def test_store_without_its_bucket_is_unavailable(bucket: Any) -> None:
    file_store().bucket_name = "no-such-bucket"  # type: ignore[attr-defined]
    with pytest.raises(StoreUnavailable):
        store(upload(PDF), by=ANNA, now=NOW, name="a.pdf", public=True)
