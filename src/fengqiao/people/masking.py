"""What is shown of a person by default: 翁**, 138****1234 (DOMAIN 6.3.8)."""

import re

_ID = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})((?:18|19|20)\d{2})\d{6}(\d{2}[\dXx])(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3})[ -]?(\d{3,4})(\d{4})(?!\d)")
_CARD = re.compile(r"(?<!\d)(\d{4})(?:[ -]?\d{4}){2,3}[ -]?(\d{3,4})(?!\d)")
_BUILDING = re.compile(r"^(.*?(?:号楼|栋|幢|座|号院|号|小区|村|组|社))")


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
    found = _BUILDING.match(address)
    if found is not None and len(found.group(1)) < len(address):
        return f"{found.group(1)}***"
    if found is not None:
        return address
    return f"{address[: len(address) // 2]}***" if address else ""


def mask_text(text: str) -> str:
    """Phone, card and identity numbers inside free text, masked for handlers."""
    text = _ID.sub(r"\1************", text)
    text = _CARD.sub(r"\1 **** **** \2", text)
    text = _MOBILE.sub(r"\1****\3", text)
    return _LANDLINE.sub(r"\1-****\3", text)
