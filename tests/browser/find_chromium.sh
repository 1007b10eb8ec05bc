#!/bin/sh
# Prints the path of a Chromium: $CHROMIUM, one on the PATH (first the one without windows, which
# needs least), Debian's package where it may be installed, else Playwright's own. All that is told
# on the way goes to standard error.
set -eu

if [ -n "${CHROMIUM:-}" ]; then
    if [ ! -x "$CHROMIUM" ]; then
        echo "CHROMIUM is $CHROMIUM, which is no program that can be run" >&2
        exit 1
    fi
    echo "$CHROMIUM"
    exit 0
fi

on_path() {
    for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable chrome; do
        if command -v "$name"; then return 0; fi
    done
    return 1
}

if on_path; then exit 0; fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo -n"; fi
if command -v apt-get >/dev/null 2>&1 && $as_root true 2>/dev/null; then
    echo "No Chromium found: installing Debian's" >&2
    if $as_root apt-get update >&2 &&
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y --no-install-recommends chromium-headless-shell >&2 &&
        on_path; then
        exit 0
    fi
fi

echo "No Chromium found: installing Playwright's" >&2
.venv/bin/playwright install chromium >&2
.venv/bin/python -c 'from playwright.sync_api import sync_playwright as start
with start() as playwright: print(playwright.chromium.executable_path)'
