"""How long whoever guesses passwords has to wait, as it is said."""

import pytest

from core.errors import AppError, ConflictError, DatabaseError, FieldProblem, InvalidError, SignInError
from core.throttle import WINDOW, Throttle


def fail(throttle: Throttle, error: Exception | None = None) -> None:
    with throttle.attempt("ann"):
        raise error or SignInError("sign_in.failed")


@pytest.mark.parametrize(
    ("later", "told"),
    [(13.0, "15 minutes"), (WINDOW - 91, "2 minutes"), (WINDOW - 89, "90 seconds"), (WINDOW - 0.5, "1 second")],
)
def test_a_long_wait_is_told_in_minutes(later: float, told: str) -> None:
    now = [0.0]
    throttle = Throttle(1, lambda: now[0])
    with pytest.raises(SignInError, match="Incorrect"):
        fail(throttle)
    now[0] = later
    with pytest.raises(SignInError) as refused:
        fail(throttle)
    assert str(refused.value) == f"Too many attempts. Try again in {told}."


WRONG = [SignInError("sign_in.inactive"), InvalidError([FieldProblem("current_password", "password.incorrect")])]


@pytest.mark.parametrize("wrong", WRONG)
def test_whatever_else_goes_wrong_says_nothing_of_the_password(wrong: AppError) -> None:
    throttle = Throttle(2)
    for _ in range(2):
        for error in (DatabaseError("database.unreachable"), ConflictError(), InvalidError([]), ZeroDivisionError()):
            with pytest.raises(type(error)):
                fail(throttle, error)
        with pytest.raises(type(wrong)):
            fail(throttle, wrong)
    with pytest.raises(SignInError, match="Too many attempts"):
        fail(throttle)
