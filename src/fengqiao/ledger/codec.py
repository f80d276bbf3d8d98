"""Frozen records to canonical JSON and back, exactly: what is hashed today must read the same in ten years.

Canonical means: keys sorted, no spaces, UTF-8 unescaped, moments in UTC with a Z, spans as whole microseconds, decimals
as text. A field that has its default is left out and comes back as the default, so that fields can be added later.
A union of records is told apart by the class name under "$". Converters are built once per type.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec

TAG: Final = "$"

Convert = Callable[[Any], Any]
_MICROSECOND = timedelta(microseconds=1)
_to_json = msgspec.json.Encoder(order="sorted").encode
_from_json = msgspec.json.Decoder().decode


class CodecError(ValueError):
    """Data that is not what the type says, or a type that has no canonical form."""


@dataclass(frozen=True, slots=True)
class Codec:
    """The two directions of one type; None stands for "as it is"."""

    encode: Convert | None
    decode: Convert | None


def encode(value: object, type_: Any) -> Any:
    """Turn a value of this type into data for `canonical`: dicts, lists, and what JSON or msgspec knows."""
    convert = codec_of(type_).encode
    return value if convert is None else convert(value)


def decode(data: Any, type_: Any) -> Any:
    """Turn data back into a value of this type; CodecError when it does not fit."""
    convert = codec_of(type_).decode
    try:
        return data if convert is None else convert(data)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise CodecError(f"not a {getattr(type_, '__name__', type_)}: {error!r}") from error


def to_text(value: object, type_: Any) -> str:
    """Give the canonical JSON text of a value."""
    return canonical(encode(value, type_)).decode()


def from_text(text: str | bytes, type_: Any) -> Any:
    """Read a value from its JSON text; CodecError when it does not fit."""
    try:
        data = _from_json(text)
    except msgspec.DecodeError as error:
        raise CodecError(str(error)) from error
    return decode(data, type_)


def canonical(data: object) -> bytes:
    """Give the canonical bytes of JSON-able data."""
    return _to_json(data)


def in_utc(value: datetime) -> datetime:
    """In UTC, which is written with a Z and with microseconds where there are some; CodecError without a zone."""
    if value.tzinfo is UTC:
        return value
    if value.utcoffset() is None:
        raise CodecError(f"{value} has no zone")
    return value.astimezone(UTC)


@cache
def codec_of(type_: Any) -> Codec:
    """Build the converters of a type; CodecError for a type without a canonical form."""
    if type_ in _SIMPLE:
        return _SIMPLE[type_]
    origin = get_origin(type_)
    if origin in (Union, UnionType):
        return _union(get_args(type_))
    if origin is tuple:
        return _tuple(get_args(type_))
    if isinstance(type_, type) and issubclass(type_, Enum):
        return Codec(None, type_._value2member_map_.__getitem__)
    if is_dataclass(type_):
        return _record(type_)
    raise CodecError(f"{type_} has no canonical form")


def _record(cls: Any) -> Codec:
    """Write the two functions of a record as source, field by field, the way `dataclasses` writes `__init__`.

    A loop over the fields takes twice as long, and every write to the ledger goes through here.
    """
    hints = get_type_hints(cls)
    names: dict[str, Any] = {
        "cls": cls,
        "known": frozenset(field.name for field in fields(cls)),
        "refuse": _unknown,
    }
    to, back = [], []
    for place, field in enumerate(fields(cls)):
        if not field.init or field.kw_only:
            raise CodecError(f"{cls.__name__}.{field.name} is not a plain field")
        if field.default_factory is not MISSING:
            raise CodecError(
                f"{cls.__name__}.{field.name}: what a factory makes cannot be left out and restored"
            )
        codec = codec_of(hints[field.name])
        names |= {f"to{place}": codec.encode, f"back{place}": codec.decode, f"default{place}": field.default}
        to += _encoded(field, place, codec)
        back.append(_decoded(field, place, codec))
    source = (
        "def encode(record):\n    data = {}\n" + "".join(f"    {line}\n" for line in to) + "    return data\n"
    )
    source += (
        "def decode(data):\n    if not data.keys() <= known:\n        refuse(cls, data.keys() - known)\n"
    )
    source += f"    return cls({', '.join(back)})\n"
    exec(source, names)  # noqa: S102  names and types of our own classes, nothing from outside
    return Codec(names["encode"], names["decode"])


def _encoded(field: Field[Any], place: int, codec: Codec) -> list[str]:
    value = "value" if codec.encode is None else f"to{place}(value)"
    put = f"data[{field.name!r}] = {value}"
    if field.default is MISSING:
        return [f"value = record.{field.name}", put]
    differs = "value is not None" if field.default is None else f"value != default{place}"
    return [f"value = record.{field.name}", f"if {differs}:", f"    {put}"]


def _decoded(field: Field[Any], place: int, codec: Codec) -> str:
    value = f"data[{field.name!r}]" if codec.decode is None else f"back{place}(data[{field.name!r}])"
    return value if field.default is MISSING else f"{value} if {field.name!r} in data else default{place}"


def _unknown(cls: Any, names: set[str]) -> None:
    raise CodecError(f"{cls.__name__} has no field {', '.join(sorted(names))}")


def _tuple(args: tuple[Any, ...]) -> Codec:
    if len(args) == 2 and args[1] is Ellipsis:
        item = codec_of(args[0])
        to, back = item.encode, item.decode
        return Codec(
            list if to is None else lambda values: [to(each) for each in values],
            tuple if back is None else lambda data: tuple([back(each) for each in data]),
        )
    items = [codec_of(each) for each in args]
    return Codec(
        lambda values: [
            each if codec.encode is None else codec.encode(each)
            for codec, each in zip(items, values, strict=True)
        ],
        lambda data: tuple(
            each if codec.decode is None else codec.decode(each)
            for codec, each in zip(items, data, strict=True)
        ),
    )


def _union(args: tuple[Any, ...]) -> Codec:
    options = [each for each in args if each is not NoneType]
    if len(options) == 1:
        return _optional(codec_of(options[0])) if NoneType in args else codec_of(options[0])
    if not all(is_dataclass(each) for each in options):
        raise CodecError(f"a union of {args} cannot be told apart")
    tagged = _tagged({each.__name__: each for each in options})
    return _optional(tagged) if NoneType in args else tagged


def _optional(codec: Codec) -> Codec:
    to, back = codec.encode, codec.decode
    return Codec(
        None if to is None else lambda value: None if value is None else to(value),
        None if back is None else lambda data: None if data is None else back(data),
    )


def _tagged(classes: dict[str, Any]) -> Codec:
    codecs = {name: codec_of(cls) for name, cls in classes.items()}

    def encode_tagged(record: Any) -> dict[str, Any]:
        name = type(record).__name__
        convert = codecs[name].encode
        data: dict[str, Any] = {} if convert is None else convert(record)
        data[TAG] = name
        return data

    def decode_tagged(data: dict[str, Any]) -> Any:
        rest = dict(data)
        convert = codecs[rest.pop(TAG)].decode
        return rest if convert is None else convert(rest)

    return Codec(encode_tagged, decode_tagged)


def _number(value: float) -> float:
    if not isfinite(value):
        raise CodecError(f"{value} has no canonical form")
    return float(value)


_SIMPLE: Final[dict[Any, Codec]] = {
    str: Codec(None, None),
    int: Codec(None, None),
    bool: Codec(None, None),
    float: Codec(_number, float),
    datetime: Codec(in_utc, datetime.fromisoformat),
    date: Codec(None, date.fromisoformat),
    timedelta: Codec(
        lambda span: span // _MICROSECOND, lambda microseconds: timedelta(microseconds=microseconds)
    ),
    Decimal: Codec(str, Decimal),
}
