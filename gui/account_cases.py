"""What the window asks of the core about accounts: signing in, making one, one's own; run through `gui.operations`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.context import Context
from core.desk.drafts import Draft
from core.entities import validated
from core.models.user import UpdatePassword, User, UserPublic, UserRegister, UserUpdateMe
from core.services.contract import Core


@dataclass(frozen=True, slots=True)
class Profile:
    """One's own account, and what was typed for it and not saved."""

    account: UserPublic
    draft: Draft


def sign_in(*, email: str, password: str) -> Callable[[Core, Context], Context]:
    """Whoever has this e-mail and password works here from now on."""
    return lambda core, _context: core.sign_in(email, password, "window")


def needs_first_account() -> Callable[[Core, Context], bool]:
    """Whether nobody can sign in yet."""
    return lambda core, _context: core.needs_first_account()


def create_first_account(*, values: Mapping[str, Any]) -> Callable[[Core, Context], Context]:
    """Make the first superuser, who then works here."""
    return lambda core, _context: core.create_first_account(validated(UserRegister, values), "window")


def register(*, values: Mapping[str, Any]) -> Callable[[Core, Context], Context]:
    """Make an account for oneself and work with it."""

    def work(core: Core, context: Context) -> Context:
        data = validated(UserRegister, values)
        core.users.register(context, data)
        return core.sign_in(data.email, data.password, "window")

    return work


def own_account() -> Callable[[Core, Context], UserPublic]:
    """Whoever works here."""
    return lambda core, context: core.users.account(context, context.actor.id)


def own_profile() -> Callable[[Core, Context], Profile]:
    """Whoever works here, with what was typed into the profile and not saved."""

    def work(core: Core, context: Context) -> Profile:
        account = core.users.account(context, context.actor.id)
        resource = next(entity.name for entity in core.entities.values() if entity.record is User)
        drafts = core.drafts.list(context, resource, "profile")
        return Profile(account, drafts[0] if drafts else Draft(resource, {}, account.id, account.version, "profile"))

    return work


def change_profile(*, values: Mapping[str, Any]) -> Callable[[Core, Context], UserPublic]:
    """Change one's own name and e-mail."""
    return lambda core, context: core.users.update_me(context, validated(UserUpdateMe, values))


def change_password(*, values: Mapping[str, Any]) -> Callable[[Core, Context], None]:
    """Change one's own password."""
    return lambda core, context: core.change_password(context, validated(UpdatePassword, values))


def delete_own_account() -> Callable[[Core, Context], None]:
    """Remove one's own account and everything in it."""
    return lambda core, context: core.users.delete_me(context)
