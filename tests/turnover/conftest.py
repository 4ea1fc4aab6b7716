"""What the tests of the turnover share: a browser, opened once for all pages of a module."""

import os
from collections.abc import Iterator

import pytest

from tests.turnover.chromium import Chromium, chromium_path


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Return a real browser; where continuous integration has none, that is a failure."""
    program = chromium_path()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: the page must be seen in a real one; apt-get install chromium")
        pytest.skip("no Chromium on this machine; apt-get install chromium")
    with Chromium(program) as browser:
        yield browser
