"""What is shown of a person by default: 翁**, 138****1234 (DOMAIN 6.3.8)."""

import re

# An identity number has 18 characters: area 6, birthday 8, serial 3, check; before 1999 it had 15.
_ID = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})[ -]?(?:(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx]"
    r"|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![0-9A-Za-z])"
)
_NUMBER = re.compile(
    r"\d{4}|\d(?: \d){10}"
)  # each of these has four digits in a row, or every digit by itself
# People group a number as 138 1234 5678 or 138 123 45678, with whatever stands between, or say digit for digit.
_GAP = r"[ \t\u3000.·•_()()\-–—]{0,3}"
_MOBILE = re.compile(
    rf"(?<!\d)((?:(?:\+|00)?86[ -]?)?[1１][3-9３-９]\d){_GAP}(?:\d{{4}}{_GAP}(\d{{4}})|\d{{3}}{_GAP}\d(\d{{4}}))(?!\d)"
)
_SPELT = re.compile(r"(?<!\d)1 ([3-9]) (\d)(?: \d){4} (\d) (\d) (\d) (\d)(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3})[ -]?(\d{3,4})(\d{4})(?!\d)")
_CARD = re.compile(r"(?<!\d)(\d{4})(?:[ -]?\d{4}){2,3}[ -]?(\d{3,4})(?!\d)")

# What lies inside a building ends an address; then the building itself, else the house number, else the estate.
_INSIDE = re.compile(r"\d+\s*(?:单元|层|楼|室|房|户)")
# A unit, floor or room by number, or a number behind a building: 2单元, 三楼, 5栋301, 3号楼2-501.
_ROOM = re.compile(
    r"[0-9一二三四五六七八九十]\s*(?:单元|层|楼|室|房|户)|(?:号楼|栋|幢|座|号院)[\s-]*[0-9一二三四五六七八九十]"
)
_BUILDINGS = (
    re.compile(r"^(.*(?:号楼|栋|幢|座|号院))"),
    re.compile(r"^(.*?(?:号|弄))"),
    re.compile(r"^(.*?(?:小区|村|组|社))"),
)


def mask_name(name: str) -> str:
    """The first character and stars: 翁**; nothing for nothing."""
    return f"{name[0]}**" if name else ""


def mask_phone(phone: str) -> str:
    """The head and the last four digits: 138****1234; stars alone for short numbers."""
    digits = re.sub(r"\D", "", phone)
    if len(digits) < 7:
        return "*" * len(digits)
    return f"{digits[:3]}****{digits[-4:]}"


def mask_address(address: str) -> str:
    """To building level: everything behind the building is left out."""
    inside = _INSIDE.search(address)
    outside = address[: inside.start()] if inside is not None else address
    for building in _BUILDINGS:
        found = building.match(outside)
        if found is not None:
            return found.group(1) if found.group(1) == address else f"{found.group(1)}***"
    return f"{outside[: len(outside) // 2]}***" if address else ""


def mask_dwelling(address: str) -> str:
    """A place of the town as it is; what names rooms inside a building, where somebody lives, to building level."""
    return mask_address(address) if _ROOM.search(address) else address


def mask_text(text: str) -> str:
    """Phone, card and identity numbers inside free text, masked for handlers."""
    if not _NUMBER.search(text):
        return text
    text = _ID.sub(r"\1************", text)
    text = _CARD.sub(r"\1 **** **** \2", text)
    text = _MOBILE.sub(lambda found: f"{found[1]}****{found[2] or found[3]}", text)
    text = _SPELT.sub(r"1\1\2****\3\4\5\6", text)
    return _LANDLINE.sub(r"\1-****\3", text)


def holds_own_number(text: str) -> bool:
    """Whether a text names a number that is somebody's own: mobile, identity card, bank card; office lines are not."""
    return _NUMBER.search(text) is not None and any(
        number.search(text) for number in (_ID, _CARD, _MOBILE, _SPELT)
    )
