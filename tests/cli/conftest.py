"""The command through its real front."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from cli import main


@pytest.fixture
def roep() -> Callable[..., Result]:
    """Run the command; a leaked exception other than the exit itself fails the test."""

    def uitvoeren(*args: object, **extra: object) -> Result:
        resultaat = CliRunner().invoke(main, [str(arg) for arg in args], **extra)  # type: ignore[arg-type]
        assert resultaat.exception is None or isinstance(resultaat.exception, SystemExit)
        assert "Traceback" not in resultaat.output
        return resultaat

    return uitvoeren
