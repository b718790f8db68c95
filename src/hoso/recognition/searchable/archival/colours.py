"""Colour spaces: whether each says what its colours look like, by itself or by the document's output intent."""

from __future__ import annotations

import pikepdf

from ..images import usable_profile
from .report import Report

_DEVICE = {
    "/DeviceGray": "GRAY", "/G": "GRAY", "/DeviceRGB": "RGB ", "/RGB": "RGB ", "/DeviceCMYK": "CMYK", "/CMYK": "CMYK",
}  # fmt: skip
_DEFAULTS = {"GRAY": "/DefaultGray", "RGB ": "/DefaultRGB", "CMYK": "/DefaultCMYK"}
_CALIBRATED = ("/CalGray", "/CalRGB", "/Lab")
_PROCESS = ("/Cyan", "/Magenta", "/Yellow", "/Black", "/None")
_MOST_COMPONENTS = 32
_NESTING = 8


class Colours:
    """Looks at the colour spaces of one document; ``intent``: the colour space of its output intent."""

    def __init__(self, report: Report, intent: str) -> None:
        self._report = report
        self._intent = intent
        self._spots: dict[str, tuple[bytes, bytes]] = {}
        self._seen: set[tuple[int, int]] = set()
        self._overprinted = self._cmyk_profile = False

    def device(self, space: str, resources: pikepdf.Object) -> None:
        """A colour given in the device's own space (GRAY, "RGB ", CMYK), or in the default that stands for it."""
        default = _resource(resources, "/ColorSpace", _DEFAULTS[space])
        if default is not None:
            self.check(default, pikepdf.Dictionary())
        elif space not in (self._intent, "GRAY"):
            self._report.obstacle("colour", space.strip())

    def named(self, name: str, resources: pikepdf.Object) -> None:
        """The space that a content stream names."""
        if name in _DEVICE:
            self.device(_DEVICE[name], resources)
        elif name != "/Pattern":
            found = _resource(resources, "/ColorSpace", name)
            if found is None:
                self._report.obstacle("content", f"ColorSpace {name}")
            else:
                self.check(found, resources)

    def overprinted(self) -> None:
        """A graphics state that overprints in mode 1, which colours of a CMYK profile do not go with."""
        self._overprinted = True
        self._profile_and_overprint()

    def check(self, space: pikepdf.Object, resources: pikepdf.Object, depth: int = 0) -> None:
        """A colour space as an object."""
        if isinstance(space, pikepdf.Name):
            self.named(str(space), resources)
            return
        if space.objgen != (0, 0):
            if space.objgen in self._seen:
                return
            self._seen.add(space.objgen)
        if not isinstance(space, pikepdf.Array) or not len(space) or depth > _NESTING:
            self._report.obstacle("colour", "?")
            return
        family = str(space[0])
        if family in _DEVICE:
            self.device(_DEVICE[family], resources)
        elif family == "/ICCBased":
            self._profile(space[1])
        elif family in ("/Indexed", "/I", "/Pattern"):
            if len(space) > 1:
                self.check(space[1], resources, depth + 1)
        elif family == "/Separation":
            self._separation(space, resources, depth)
        elif family == "/DeviceN":
            self._device_n(space, resources, depth)
        elif family not in _CALIBRATED:
            self._report.obstacle("colour", family)

    def _profile(self, stream: pikepdf.Object) -> None:
        components = int(stream.get("/N", 0))
        if not usable_profile(stream.read_bytes(), components):
            self._report.obstacle("colour", "ICC")
        if components == 4:
            self._cmyk_profile = True
            self._profile_and_overprint()

    def _profile_and_overprint(self) -> None:
        if self._overprinted and self._cmyk_profile:
            self._report.obstacle("colour", "overprint")

    def _separation(self, space: pikepdf.Array, resources: pikepdf.Object, depth: int) -> None:
        self.check(space[2], resources, depth + 1)
        name = str(space[1])
        made_of = (_bytes(space[2]), _bytes(space[3]))
        if self._spots.setdefault(name, made_of) != made_of:
            self._report.obstacle("colour", name)

    def _device_n(self, space: pikepdf.Array, resources: pikepdf.Object, depth: int) -> None:
        names = [str(name) for name in space[1]]
        self.check(space[2], resources, depth + 1)
        attributes = space[4] if len(space) > 4 else pikepdf.Dictionary()
        colourants = attributes.get("/Colorants", pikepdf.Dictionary())
        for colourant in colourants.values():
            self.check(colourant, resources, depth + 1)
        process = attributes.get("/Process", pikepdf.Dictionary())
        known = {*_PROCESS, *colourants.keys(), *(str(name) for name in process.get("/Components", ()))}
        if len(names) > _MOST_COMPONENTS or not known.issuperset(names):
            self._report.obstacle("colour", "DeviceN")


def _resource(resources: pikepdf.Object, category: str, name: str) -> pikepdf.Object | None:
    found = resources.get(category)
    return found.get(name) if isinstance(found, pikepdf.Dictionary) else None


def _bytes(item: pikepdf.Object) -> bytes:
    """An object as bytes, the same for equal objects."""
    if isinstance(item, pikepdf.Stream):
        return item.stream_dict.unparse(resolved=True) + item.read_raw_bytes()
    return item.unparse(resolved=True)
