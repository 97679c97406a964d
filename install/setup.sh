# Shared by install/demo and install/test: a Python of 3.11 or newer with its own environment.
# Sourced, not run.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ENVIRONMENT="${XLPLANNER_VENV:-.venv}"

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
fail() { printf 'xlplanner: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "needs root or sudo to run: $*"
    fi
}

apt_install() {
    command -v apt-get >/dev/null || fail "needs $*; install them with your system's package manager"
    say "Installing $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

find_python() {
    local name
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# make_environment EXTRA: an environment with pip, free of the package itself.
make_environment() {
    local python
    python=$(find_python) || { apt_install python3 python3-venv; python=$(find_python); } \
        || fail "needs Python 3.11 or newer; found $(python3 --version 2>&1 || echo none)"
    if ! can_make_environments "$python"; then
        apt_install python3-venv "$(basename "$(readlink -f "$python")")-venv"
        can_make_environments "$python" || fail "$python has no venv module"
    fi
    if ! "$ENVIRONMENT/bin/python" -c 'import pip' 2>/dev/null; then
        say "Making the environment $ENVIRONMENT with $("$python" --version)"
        rm -rf "$ENVIRONMENT"
        "$python" -m venv "$ENVIRONMENT"
    fi
}

pip_install() {
    "$ENVIRONMENT/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
}
