"""The add-in's icon, a curve of cost over size with its lowest point, as PNG files."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

BLUE, WHITE, YELLOW = (31, 78, 121), (255, 255, 255), (255, 192, 0)
# Pixels within one that are drawn, so that edges are smooth.
FINE = 4


def icon(size: int) -> bytes:
    """A square PNG file of so many pixels."""
    pixels = _drawn(size * FINE).reshape(size, FINE, size, FINE, 3).mean(axis=(1, 3))
    rows = np.rint(pixels).astype(np.uint8)
    # Each row begins with the kind of its filter, none.
    data = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _drawn(size: int) -> NDArray[np.float64]:
    """The picture in fine pixels."""
    y, x = np.mgrid[0:size, 0:size] / size
    picture = np.empty((size, size, 3))
    picture[:] = BLUE
    curve = 0.7 - 2.6 * (x - 0.5) ** 2
    # Steep parts are as thick as flat ones.
    thickness = 0.06 * np.sqrt(1 + (5.2 * (x - 0.5)) ** 2)
    picture[(np.abs(y - curve) < thickness) & (np.abs(x - 0.5) < 0.4)] = WHITE
    picture[(x - 0.5) ** 2 + (y - 0.7) ** 2 < 0.13**2] = YELLOW
    return picture


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
