"""Writing a file: the new content, or the old one untouched and nothing left behind."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from zjdesk.errors import CannotWrite
from zjdesk.writing import write_file


def test_a_file_is_written_and_replaced(tmp_path):
    target = tmp_path / "三月 党员大会.pdf"
    write_file(target, b"old")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_trouble_leaves_the_old_file(tmp_path, monkeypatch, call, code):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def fail(*args: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), fail)
    with pytest.raises(CannotWrite) as error:
        write_file(target, b"new")
    assert "原来的文件没有动" in error.value.hint
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_reads_back_differently_is_not_kept(tmp_path, monkeypatch):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: original(path)[:-1])
    with pytest.raises(CannotWrite, match="读回的内容不一致"):
        write_file(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CannotWrite, match="找不到文件或文件夹"):
        write_file(tmp_path / "没有" / "a.pdf", b"x")


def test_a_read_only_file_is_not_replaced(tmp_path):
    target = tmp_path / "签过字.pdf"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(CannotWrite, match="只读"):
        write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
