"""What all tests share: golden files, renewed by one flag."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no reason to fail: speed is measured in benchmarks.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with ``golden/<name>`` beside the test; with ``--update-golden`` write it."""
    folder = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            folder.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        if not path.exists():
            pytest.fail(f"no golden file {path}; run pytest --update-golden and look at what it wrote")
        assert text == path.read_bytes().decode()

    return compare
