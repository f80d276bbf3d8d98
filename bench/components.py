"""Takes a picture of every shared component in normal, elder and dark mode, in both languages.

    PYTHONPATH=tests/journeys python bench/components.py FOLDER

It serves frontend/gallery with vite on a free port of the loopback and stops it afterwards.
"""

import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright
from visitors import launched

FRONTEND = Path(__file__).parents[1] / "frontend"
MODES = {"normal": "scale=citizen", "elder": "scale=elder", "dark": "scale=citizen&theme=dark"}
WIDTHS = (360, 800)
PATIENCE = 60  # seconds


def main(folder: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = ["npx", "vite", "--port", str(port), "--strictPort"]
    with subprocess.Popen(command, cwd=FRONTEND, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/gallery/index.html")
            photograph(f"http://127.0.0.1:{port}/gallery/index.html", Path(folder))
        finally:
            server.terminate()


def photograph(address: str, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 800})
            for mode, asked in MODES.items():
                for language in ("zh", "en"):
                    page.goto(f"{address}?{asked}&locale={language}", wait_until="networkidle")
                    file = folder / f"components-{mode}-{language}-{width}.png"
                    page.screenshot(path=str(file), full_page=True)
                    print(file)
        browser.close()


def wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address):
                return
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    main(*sys.argv[1:])
