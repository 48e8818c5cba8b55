#!/bin/sh
# Makes .venv with the given Python and puts lambda/ on its path. A bare Debian has Python without venv:
# then the package is installed if we may, or the person is told how.
set -eu
python="$1"
if ! "$python" -m venv .venv 2>/dev/null; then
    rm -rf .venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv
        "$python" -m venv .venv
    else
        echo "Python cannot make a virtual environment here. Install it first: sudo apt install python3-venv" >&2
        exit 1
    fi
fi
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo "$PWD/lambda" > "$site/leg_cramp_helper.pth"
