#!/bin/sh
# Runs all tests from a fresh clone, or the suites that are named. Needs git and a Node that npm runs on; brings the rest.
set -eu
cd "$(dirname "$0")/.."

# npm writes this file last, so it tells which lock file was installed.
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ -n "$(find package-lock.json -newer "$installed")" ]; then
  echo 'Installing what the lock file names ...'
  npm ci --loglevel=error
  touch "$installed"
fi

PATH=$PWD/node_modules/.bin:$PATH
export PATH
major=$(node --version)
major=${major#v}
major=${major%%.*}
if [ "$major" -lt 24 ]; then
  echo "The tests need Node 24; this machine has $(node --version), and npm has no packaged one for it. See docs/dev/setup.md." >&2
  echo '0 passed, 1 failed'
  exit 1
fi
exec node scripts/test.ts "$@"
