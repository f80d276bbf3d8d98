"""The one file of a form, with the name that it was given."""

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from fengqiao.api.problems import Stopped
from fengqiao.gateways.files.pictures import LARGEST
from fengqiao.shared.refused import invalid

_AROUND: Final = 64 * 1024  # what a form needs beside its file


@dataclass(frozen=True, slots=True)
class What:
    """What a door takes, in words: 照片, the photo."""

    zh: str
    en: str


PHOTO: Final = What("照片", "photo")
FILE: Final = What("文件", "file")


def uploaded(request: HttpRequest, what: What) -> tuple[bytes, str]:
    """The bytes and the name of the form's `file`. Too large a body is refused before it is read."""
    if not request.META.get("CONTENT_TYPE", "").lower().startswith("multipart/form-data"):
        raise Stopped("unsupported_type", field="file")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > LARGEST + _AROUND:
        raise Stopped(
            "body_too_large", field="file", zh=f"{what.zh}超过 20 MB", en=f"the {what.en} has more than 20 MB"
        )
    try:
        file = request.FILES.get("file")
    except (MultiPartParserError, RequestDataTooBig, UnreadablePostError):
        raise Stopped("malformed_form", field="file") from None
    if not isinstance(file, UploadedFile):
        raise invalid("file", f"请选择{what.zh}", f"choose a {what.en}")
    return bytes(file.read()), file.name or ""
