"""Where the fonts of papers are: free ones, brought by the set-up and never fetched at run time (decision 0010)."""

import os
from functools import cache
from pathlib import Path
from typing import Final

import typst

from fengqiao.gateways.data_folder import PROJECT
from fengqiao.gateways.documents.glyphs import Coverage, coverage_of

NEEDED: Final = {
    "FandolFang-Regular.otf": "texlive-lang-chinese",
    "FandolHei-Regular.otf": "texlive-lang-chinese",
    "FandolSong-Regular.otf": "texlive-lang-chinese",
    "BabelStoneHan.ttf": "fonts-babelstone-han",
    "HanaMinA.ttf": "fonts-hanazono",
    "HanaMinB.ttf": "fonts-hanazono",
}
"""Font files, and the Debian package that brings each."""

FOLDERS: Final = (
    PROJECT / ".fonts",
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/fonts/truetype/babelstone"),
    Path("/usr/share/fonts/truetype/hanazono"),
    Path("/usr/local/share/fonts/fengqiao"),
)


class FontsMissing(RuntimeError):  # noqa: N818  it names what happened
    """No paper can be printed: these font files are not installed."""

    def __init__(self, names: tuple[str, ...]) -> None:
        packages = " ".join(sorted({NEEDED[name] for name in names}))
        self.names = names
        self.zh = f"缺少文书字体 {'、'.join(names)}；请运行 make fonts，或安装软件包 {packages}"
        self.en = f"fonts for papers are missing: {', '.join(names)}; run make fonts, or install {packages}"
        super().__init__(f"{self.zh} / {self.en}")


def font_files() -> tuple[Path, ...]:
    """The font files of this installation, from `$FENGQIAO_FONTS`, the project or the system. FontsMissing if any is not there."""
    named = os.environ.get("FENGQIAO_FONTS")
    folders = (Path(named), *FOLDERS) if named else FOLDERS
    found: list[Path] = []
    missing: list[str] = []
    for name in NEEDED:
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if path is None:
            missing.append(name)
        else:
            found.append(path)
    if missing:
        raise FontsMissing(tuple(missing))
    return tuple(found)


@cache
def coverage() -> Coverage:
    """What the fonts of this installation can draw together; read once a process."""
    return coverage_of(list(font_files()))


@cache
def installed_fonts() -> typst.Fonts:
    """The fonts for typst, looked at once a process: ours alone, so that a paper looks the same everywhere."""
    folders = dict.fromkeys(path.parent for path in font_files())
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(one) for one in folders]
    )
