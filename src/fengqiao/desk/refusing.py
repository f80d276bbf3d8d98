"""What the directory says no to, in the words of a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import override

from fengqiao.shared.refused import Refused, invalid


@contextmanager
def refusing() -> Iterator[None]:
    """Run something of the directory's; a fault that it finds becomes a refusal that names the field."""
    try:
        yield
    except ValidationError as error:
        raise refused(error) from None


def refused(error: ValidationError) -> Refused:
    """The first fault that the directory found, in both languages."""
    if not hasattr(error, "error_dict"):
        error = ValidationError({"__all__": error})
    with override("zh-hans"):
        zh = {field: str(words[0]) for field, words in error.message_dict.items()}
    with override("en"):
        en = {field: str(words[0]) for field, words in error.message_dict.items()}
    field = next(iter(zh))
    return invalid("body" if field == "__all__" else field, zh[field], en[field])
