"""Draws one chart in a process of its own: `python -m casebook.charts.renderer svg|png < spec`.

The renderer is foreign code that a strange chart can end, or keep busy without end. Then this
process ends, and the server and everybody's session go on.
"""

import json
import sys

import vl_convert


def drawn(spec: str, form: str) -> bytes:
    """The picture of a Vega-Lite specification in JSON."""
    if form == "svg":
        return vl_convert.vegalite_to_svg(json.loads(spec)).encode()
    return vl_convert.vegalite_to_png(json.loads(spec), scale=2)


if __name__ == "__main__":
    sys.stdout.buffer.write(drawn(sys.stdin.buffer.read().decode(), sys.argv[1]))
