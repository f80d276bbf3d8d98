"""What needs the development data beside the project."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def development_data() -> Path:
    if not DATA.is_dir():
        pytest.skip("the development data is not beside the project")
    return DATA
