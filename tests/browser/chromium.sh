#!/bin/sh
# Make sure that there is a Chromium for the browser tests; where none can be had, say so and go on: the tests that
# need it are then skipped and named.
set -u
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
[ -n "${CORROBORATE_CHROMIUM:-}" ] && [ -x "$CORROBORATE_CHROMIUM" ] && exit 0
if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo"; else as_root="no"; fi
if [ "$as_root" != no ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests"
    if { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "No Chromium here and none could be installed: the tests in tests/browser will be skipped."
echo "Install it with your package manager, or name one in CORROBORATE_CHROMIUM."
exit 0
