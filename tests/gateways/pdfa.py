"""What a checker of ISO 19005-2 level B looks at first, read with pikepdf: a list of faults, empty for a sound file.

It is no full validator: operators of content streams are looked at only for fonts and transparency groups.
"""

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pikepdf

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"
FORBIDDEN_ACTIONS = {
    "/Launch",
    "/Sound",
    "/Movie",
    "/ResetForm",
    "/ImportData",
    "/JavaScript",
    "/Hide",
    "/SetState",
}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def faults_of(body: bytes) -> list[str]:
    """Every fault that was found, in words."""
    found = list(_file_faults(body))
    with pikepdf.open(io.BytesIO(body)) as pdf:
        found += _catalogue_faults(pdf)
        found += _metadata_faults(pdf)
        found += _object_faults(pdf)
        found += _font_faults(pdf)
        found += _page_faults(pdf)
    return found


def fonts_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The composite fonts that the file's pages are set in."""
    return [
        each for each in _dictionaries(pdf) if each.get("/Type") == "/Font" and "/DescendantFonts" in each
    ]


def _file_faults(body: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", body):
        yield "no header of PDF 1.x with four bytes above 127 in its second line"
    if not body.rstrip().endswith(b"%%EOF"):
        yield "something follows the end of file"


def _catalogue_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "encrypted"
    identity = pdf.trailer.get("/ID")
    if identity is None or len(identity) != 2:
        yield "no file identifier"
    for name in ("/AA", "/OpenAction", "/NeedsRendering", "/OCProperties", "/Requirements"):
        if name in pdf.Root:
            yield f"catalogue holds {name}"
    for name in ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations"):
        if name in pdf.Root.get("/Names", pikepdf.Dictionary()):
            yield f"names hold {name}"
    intents = [one for one in pdf.Root.get("/OutputIntents", []) if one.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield "not one output intent of PDF/A"
    for intent in intents:
        profile = intent.get("/DestOutputProfile")
        if profile is None:
            yield "the output intent has no profile"
            continue
        data = profile.read_bytes()
        if data[36:40] != b"acsp" or {b"RGB ": 3, b"CMYK": 4, b"GRAY": 1}.get(data[16:20]) != profile.N:
            yield "the output profile is no ICC profile of its own number of colours"


def _metadata_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        yield "no XMP"
        return
    if "/Filter" in stream:
        yield "the XMP is compressed"
    text = stream.read_bytes().decode()
    root = ET.fromstring(text[text.index("<x:xmpmeta") : text.index("</x:xmpmeta>") + 12])
    values = {child.tag: child for each in root.iter(f"{RDF}Description") for child in each}
    attributes = {
        name: value for each in root.iter(f"{RDF}Description") for name, value in each.attrib.items()
    }

    def value(tag: str) -> str:
        element = values.get(tag)
        return attributes.get(tag, "") if element is None else "".join(element.itertext()).strip()

    if (value(f"{PDFAID}part"), value(f"{PDFAID}conformance")) != ("2", "B"):
        yield "the XMP does not claim PDF/A-2b"
    info = pdf.trailer.get("/Info", pikepdf.Dictionary())
    if "/Title" in info and str(info.Title) != value(f"{DC}title"):
        yield "title in Info and XMP differ"
    for name, tag in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        said = value("{http://ns.adobe.com/xap/1.0/}" + tag)
        if name in info and re.sub(r"\D", "", str(info[name]))[:14] != re.sub(r"\D", "", said)[:14]:
            yield f"{tag} in Info and XMP differ"


def _object_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in _dictionaries(pdf):
        if each.get("/S") in FORBIDDEN_ACTIONS and "/Type" in each and each.Type == "/Action":
            yield f"action {each.S}"
        if "/JS" in each or "/AA" in each:
            yield "a script or an additional action"
        if each.get("/Subtype") == "/Image" and each.get("/Interpolate", False):
            yield "an interpolated image"
        if each.get("/Subtype") in {"/PS", "/Movie", "/Sound", "/3D", "/Screen"} or "/OPI" in each:
            yield f"forbidden object {each.get('/Subtype')}"
        if "/LZWDecode" in str(each.get("/Filter", "")):
            yield "LZW"
        if any(name in each for name in ("/F", "/FFilter", "/FDecodeParms")) and isinstance(
            each, pikepdf.Stream
        ):
            yield "a stream in another file"
        if "/TR" in each or ("/BM" in each and str(each.BM) not in _BLEND_MODES):
            yield "a transfer function or an unknown blend mode"


_BLEND_MODES = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten", "/ColorDodge", "/ColorBurn",
    "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip


def _font_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in _dictionaries(pdf):
        if each.get("/Type") != "/Font":
            continue
        name = str(each.get("/BaseFont", "?"))
        if "/DescendantFonts" in each:
            if "/ToUnicode" not in each:
                yield f"{name} has no ToUnicode"
            elif re.search(
                rb"<0000>|<fffe>|<feff>", each.ToUnicode.read_bytes().split(b"beginbf", 1)[-1], re.IGNORECASE
            ):
                yield f"{name} maps to no character"
            if each.get("/Encoding") != "/Identity-H":
                yield f"{name} is not Identity-H"
            continue
        descriptor = each.get("/FontDescriptor")
        if descriptor is None or not any(one in descriptor for one in FONT_FILES):
            yield f"{name} is not embedded"
        if each.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in each:
            yield f"{name} has no map of its glyphs"


def _page_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        group = page.obj.get("/Group")
        if group is not None and group.get("/S") == "/Transparency" and "/CS" not in group:
            yield f"page {number}: a transparency group without colours"
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in {"Tj", "'", '"'} and _uses_notdef(bytes(operands[-1])):
                yield f"page {number}: .notdef is shown"
            if str(operator) == "TJ":
                shown = b"".join(bytes(one) for one in operands[0] if isinstance(one, pikepdf.String))
                if _uses_notdef(shown):
                    yield f"page {number}: .notdef is shown"


def _uses_notdef(shown: bytes) -> bool:
    """Identity-H: two bytes a glyph, and glyph nought is the empty box."""
    return any(shown[at : at + 2] == b"\x00\x00" for at in range(0, len(shown), 2))


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
