"""How soon a page of a long scan stands on the screen with its hits drawn, over a slow line.

    python benchmarks/first_page.py [RUNS]

Starts an instance of its own with a scan of 200 pages (200 dpi, colour, paper noise, known words), opens pages of it in
Chromium over 10 Mbit/s with 40 ms before each answer, every time with an empty browser cache. "First ever": nobody
has looked at the page before, so its picture has to be made. Seconds are those from the click until the picture is
painted (largest contentful paint); the hits stand in the document and are drawn with it.
"""

from __future__ import annotations

import io
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PAGES, DPI, WIDTH, HEIGHT = 200, 200, 595, 842
QUERY = "dat dai"
# Every so many pages a line speaks of what is searched.
_EVERY = 5
_VOCABULARY = (
    "quyet dinh cua uy ban nhan dan tinh ve viec giao thu hoi boi thuong ho tro tai cu theo quy hoach".split()  # noqa: SIM905
)
_MBIT, _LATENCY = 10, 40

Words = list[list[tuple[str, tuple[float, float, float, float]]]]


def page_words(number: int) -> Words:
    """The words of a page, line by line, with their boxes in points."""
    chosen = random.Random(number)
    lines: Words = []
    for row in range(40):
        top, left, line = 70.0 + 18 * row, 60.0, []
        texts = chosen.choices(_VOCABULARY, k=12)
        if number % _EVERY == 2 and row % 9 == 4:
            texts[3:5] = QUERY.split()
        for text in texts:
            width = 6.0 * len(text)
            if left + width > WIDTH - 40:
                break
            line.append((text, (left, top, left + width, top + 11)))
            left += width + 5
        lines.append(line)
    return lines


def write_scan(path: Path, pages: int = PAGES) -> None:
    """A PDF of that many pages that are pictures of paper, without a text layer."""
    import numpy as np
    import pikepdf
    from PIL import Image, ImageChops, ImageDraw, ImageFont

    scale = DPI / 72
    size = (round(WIDTH * scale), round(HEIGHT * scale))
    grains = np.random.default_rng(1).normal(128, 4, (size[1], size[0])).astype(np.uint8)
    noise = Image.fromarray(grains).convert("RGB")
    font = ImageFont.load_default(10.5 * scale)
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        sheet = Image.new("RGB", size, (244, 240, 228))
        draw = ImageDraw.Draw(sheet)
        for line in page_words(number):
            for text, (left, top, _, _) in line:
                draw.text((left * scale, top * scale), text, (40, 40, 48), font)
        # The same paper a little further down: each page has its own bytes.
        grainy = ImageChops.add(sheet, ImageChops.offset(noise, 0, 97 * number), offset=-128)
        data = io.BytesIO()
        grainy.save(data, "JPEG", quality=75)
        image = pdf.make_stream(data.getvalue())
        image.update(
            {
                "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": size[0], "/Height": size[1],
                "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": pikepdf.Name.DCTDecode,
            }
        )  # fmt: skip
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
        page.Contents = pdf.make_stream(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Scan Do Q".encode())
    pdf.save(path)


def store(path: Path, pages: int) -> None:
    """Put the scan into the instance of this environment, public, with the reading a perfect reader would make."""
    from hoso.access import set_level
    from hoso.cli.boot import site_of, start_zope
    from hoso.home import Home
    from hoso.ingest.committing import committed
    from hoso.pages.state import settle
    from hoso.pages.stored import keep, store_reading, write_reading
    from hoso.recognition import ENGINE_VERSION, Line, Page, compose
    from hoso.record import files
    from hoso.record.create import create

    def read(number: int) -> Page:
        lines = [Line(tuple((text, box, 96.0) for text, box in line)) for line in page_words(number)]
        text, words = compose(lines)
        return Page(number, WIDTH, HEIGHT, "ocr", "no_text_layer", 96.0, text, words)

    def add(site: object) -> None:
        dossier = create(site, "Dossier", "scans", title="Hồ sơ đất đai")
        set_level(dossier, "public")
        document = create(dossier, "ArchivalDocument", "scan", title="Quyết định giao đất")
        with path.open("rb") as file:
            version = files.add_version(document, file, path.name)
        reading = path.with_suffix(".pages")
        reading.unlink(missing_ok=True)
        summary = write_reading(reading, map(read, range(1, pages + 1)), lambda page: None)
        store_reading(document, reading, version.sha256, ENGINE_VERSION, summary)
        settle(document, keep(document))

    open_app = start_zope(Home.from_environment())
    committed(lambda: site_of(open_app), add)


def add_scan(environment: dict[str, str], folder: Path, pages: int = PAGES) -> str:
    """Make the scan and put it into the instance with that environment; its path below the site."""
    path = folder / "scan.pdf"
    write_scan(path, pages)
    subprocess.run([BIN / "python", __file__, "store", path, str(pages)], env=environment, check=True)
    return "scans/scan"


def watch(context: object, url: str, *, slow: bool = True) -> tuple[float, float, int]:
    """Open a page in a fresh window: seconds until the picture is painted, kB and requests until it was there."""
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    if slow:
        speed = {"downloadThroughput": _MBIT * 125_000, "uploadThroughput": _MBIT * 125_000}
        line.send("Network.emulateNetworkConditions", {"offline": False, "latency": _LATENCY, **speed})
    urls: dict[str, str] = {}
    sizes: list[tuple[str, float]] = []
    line.on("Network.requestWillBeSent", lambda event: urls.setdefault(event["requestId"], event["request"]["url"]))
    line.on("Network.loadingFinished", lambda e: sizes.append((urls.get(e["requestId"], ""), e["encodedDataLength"])))
    page.goto(url, wait_until="load")
    seconds = page.evaluate(
        """() => new Promise((resolve) => new PerformanceObserver((list) => {
            const painted = list.getEntries().filter((entry) => entry.element?.matches(".leaf img"));
            if (painted.length) resolve(painted.at(-1).startTime / 1000);
        }).observe({ type: "largest-contentful-paint", buffered: true }))"""
    )
    assert page.locator(".leaf rect.h").count() > 0, "no hit is drawn"
    wanted = page.locator(".leaf img").evaluate("image => image.currentSrc")
    end = [address for address, _ in sizes].index(wanted) + 1
    page.close()
    return seconds, sum(size for _, size in sizes[:end]) / 1000, end


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main() -> None:
    from playwright.sync_api import sync_playwright

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory(prefix="hoso-") as name:
        folder, port = Path(name), free_port()
        environment = {**os.environ, "HOSO_HOME": str(folder / "h"), "HOSO_PORT": str(port), "HOSO_DEMO": "0"}

        def script(*arguments: str) -> None:
            subprocess.run([TOP / "scripts" / "run", *arguments], env=environment, check=True, capture_output=True)

        script("--detach")
        try:
            base = f"http://localhost:{port}/hoso/{add_scan(environment, folder)}/page"
            subprocess.run([BIN / "hoso", "status", "--wait"], env=environment, check=True, capture_output=True)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                table(browser, base, runs)
                browser.close()
        finally:
            script("--stop")


def table(browser: object, base: str, runs: int) -> None:
    print(f"{'page of a 200-page scan':34} {'s, median':>10} {'s, least':>10} {'kB':>8} {'requests':>9}")
    hits = [number for number in range(1, PAGES + 1) if number % _EVERY == 2]
    window = {"viewport": {"width": 1366, "height": 768}}
    small = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
    for title, size, seen, options in (
        ("first ever", window, False, ""),
        ("seen before", window, True, ""),
        ("seen before, telephone", small, True, ""),
        ("seen before, 200 %", window, True, "&zoom=200"),
    ):
        results = []
        for number in hits[:runs] if seen else hits[-runs:]:
            address = f"{base}/{number}?q={QUERY.replace(' ', '+')}{options}"
            for again in (False, True) if seen else (False,):
                context = browser.new_context(**size)
                result = watch(context, address, slow=again or not seen)
                context.close()
            results.append(result)
        seconds = [result[0] for result in results]
        _, size_kb, requests = max(results, key=lambda result: result[1])
        print(f"{title:34} {statistics.median(seconds):10.2f} {min(seconds):10.2f} {size_kb:8,.0f} {requests:9}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["store"]:
        store(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
