"""Files for tests of evidence: good ones, and each with what makes it unfit."""

import io
import zipfile

import pikepdf

CONTENTS = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
TEXT = '<?xml version="1.0"?><w:document xmlns:w="x"><w:body><w:p>欠条</w:p></w:body></w:document>'


def docx(more=(), *, contents=CONTENTS, text=TEXT) -> bytes:
    """A DOCX of two parts and more."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in [("[Content_Types].xml", contents), ("word/document.xml", text), *more]:
            packed.writestr(name, body)
    return out.getvalue()


def pdf(pages: int = 1, *, change=None, **saving) -> bytes:
    """A PDF of empty pages, changed before it is saved."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out, **saving)
    return out.getvalue()


def script(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def hidden_script(made: pikepdf.Pdf) -> None:
    action = made.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=made.make_stream(b"app.alert(1)"))
    )
    made.pages[0].obj.AA = pikepdf.Dictionary(O=action)


def inside(made: pikepdf.Pdf) -> None:
    made.attachments["bill.exe"] = b"MZ"


def launch(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))


def form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(XFA=made.make_stream(b"<xdp/>"))


def lying_bomb() -> bytes:
    """A part that unfolds to 8 MB and says that it has ten characters."""
    raw = bytearray(docx([("word/media/x.bin", b"\0" * (8 << 20))]))
    real = (8 << 20).to_bytes(4, "little")
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (10).to_bytes(4, "little")
    first = raw.find(real)
    if first >= 0:
        raw[first : first + 4] = (10).to_bytes(4, "little")
    return bytes(raw)
