#!/bin/sh
# Prints the path of an nginx: $NGINX, an installed one, else the program out of Debian's package,
# unpacked and not installed, so that no service starts. All that is told on the way goes to
# standard error.
set -eu

if [ -n "${NGINX:-}" ]; then
    if [ ! -x "$NGINX" ]; then
        echo "NGINX is $NGINX, which is no program that can be run" >&2
        exit 1
    fi
    echo "$NGINX"
    exit 0
fi

PATH="$PATH:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin"
if command -v nginx; then exit 0; fi

unpacked="$PWD/.venv/nginx"
program="$unpacked/usr/sbin/nginx"

as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo -n"; fi
if [ ! -x "$program" ] && command -v apt-get >/dev/null 2>&1; then
    echo "No nginx found: unpacking Debian's into .venv/nginx" >&2
    mkdir -p "$unpacked"
    for package in nginx nginx-core nginx-light; do
        (
            cd "$unpacked"
            apt-get download "$package" >&2 ||
                { $as_root apt-get update >&2 && apt-get download "$package" >&2; } &&
                dpkg-deb -x "$package"_*.deb . >&2
        ) || true
        if [ -x "$program" ]; then break; fi
    done
fi

if [ -x "$program" ] && "$program" -v 2>/dev/null; then
    echo "$program"
    exit 0
fi
echo "No nginx found: install it, or name the program with NGINX=" >&2
exit 1
