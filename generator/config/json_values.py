"""JSON from somebody else."""

from __future__ import annotations

import json
from typing import Any


def json_value(data: bytes | str, *, strict: bool = True) -> Any:
    """What a text of JSON says. Raises ValueError, also for values too deep inside each other.

    Unless `strict`, its texts may have line ends in them.
    """
    try:
        return json.loads(data, strict=strict)
    except RecursionError:
        raise ValueError("its values are too deep inside each other") from None
