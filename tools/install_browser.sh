#!/bin/sh
# The browser tests use Debian's chromium. Where it cannot be installed they are skipped and say so.
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing chromium for the browser tests ..."
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
command -v chromium >/dev/null || echo "No chromium: browser tests will be skipped (sudo apt install chromium)."
