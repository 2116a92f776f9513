"""How long whoever guesses passwords has to wait, as it is said."""

import pytest

from core.errors import SignInError
from core.throttle import WINDOW, Throttle


def fail(throttle: Throttle) -> None:
    with throttle.attempt("ann"):
        raise LookupError


@pytest.mark.parametrize(
    ("later", "told"),
    [(13.0, "15 minutes"), (WINDOW - 91, "2 minutes"), (WINDOW - 89, "90 seconds"), (WINDOW - 0.5, "1 second")],
)
def test_a_long_wait_is_told_in_minutes(later: float, told: str) -> None:
    now = [0.0]
    throttle = Throttle(1, lambda: now[0])
    with pytest.raises(LookupError):
        fail(throttle)
    now[0] = later
    with pytest.raises(SignInError) as refused:
        fail(throttle)
    assert str(refused.value) == f"Too many attempts. Try again in {told}."
