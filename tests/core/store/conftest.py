"""Ledgers on disk for the tests of the store."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from tests.samples import a_branch, sample_branch, sample_records
from zjdesk.store import records
from zjdesk.store.ledger import Ledger


def noon() -> datetime:
    return datetime(2026, 3, 16, 12, 0, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path):
    """An empty ledger of a small branch."""
    ledger = Ledger.create(tmp_path / "支部.zj", a_branch(), author="白知远", now=noon)
    yield ledger
    ledger.close()


@pytest.fixture(scope="session")
def made_year(tmp_path_factory):
    path = tmp_path_factory.mktemp("year") / "汐桥.zj"
    branch = sample_branch()
    ledger = Ledger.create(path, branch, author="程思齐", now=noon)
    with ledger.transaction("读入") as tx:
        for record in sample_records(branch):
            records.save(tx, record)
    ledger.close()
    return path


@pytest.fixture
def year(made_year, tmp_path):
    """The sample branch with its 62 records; a copy of its own for every test."""
    ledger = Ledger.open(shutil.copy(made_year, tmp_path / "汐桥.zj"), author="程思齐", now=noon)
    yield ledger
    ledger.close()
