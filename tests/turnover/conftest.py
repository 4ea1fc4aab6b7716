"""What the tests of the turnover share: a browser, opened once for all pages of a module."""

from collections.abc import Iterator

import pytest

from tests.conftest import need
from tests.turnover.chromium import Chromium, chromium_path


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Return a real browser."""
    need("chromium")
    with Chromium(chromium_path() or "") as browser:
        yield browser
