"""Libraries that would call home are told not to, before any of them is imported.

Python's own guards do not see the sockets of C++: ONNX Runtime 1.32 looks up its vendor's events host some seconds
after it was imported, and keeps a device id and the events in the user's cache folder.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
}
_LEFT_BY_ONNX_RUNTIME = ("Microsoft/DeveloperTools/.onnxruntime", ("deviceid", "deviceid.lock", "onnxruntime.db*"))


def keep_offline() -> None:
    """Set every switch for this process and its children."""
    os.environ.update(_SWITCHES)


def traces() -> list[Path]:
    """What ONNX Runtime's telemetry left in the user's cache folder before it was switched off."""
    import platformdirs

    folder, names = _LEFT_BY_ONNX_RUNTIME
    return sorted(path for name in names for path in (Path(platformdirs.user_cache_dir()) / folder).glob(name))


def remove_traces() -> None:
    """Delete those files, and their folders where nothing else is in them; what cannot be deleted stays."""
    found = traces()
    folders = {folder for path in found for folder in list(path.parents)[:3]}
    for path in found:
        with suppress(OSError):
            path.unlink()
    for folder in sorted(folders, key=lambda each: -len(each.parts)):  # inner folders first
        with suppress(OSError):
            folder.rmdir()
