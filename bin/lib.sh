# Sourced by the commands in this folder: the steps that they share. Needs `set -eu` in the caller.
# shellcheck shell=sh

BIN=$(dirname "$(readlink -f "$0")")
ROOT=$(dirname "$BIN")
UV_VERSION=0.13.8
# shellcheck disable=SC2034 # for bin/serve and bin/test
RUN_PACKAGES='python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-dejavu-core'
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Waits for any other command that holds PATH. Ends with this process, or with `exec 9>&-`.
lock() { # PATH
    exec 9<"$1"
    flock -n 9 || { say "Menunggu persiapan lain selesai …"; flock 9; }
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

need_packages() { # PACKAGE...
    { command -v dpkg-query && command -v apt-get; } >/dev/null ||
        die "Mesin ini bukan Debian; perintah ini hanya dapat memasang paket Debian: $*."
    for package in "$@"; do
        shift
        case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
            *" installed") ;;
            *) set -- "$@" "$package" ;;
        esac
    done
    [ $# -gt 0 ] || return 0
    as_root true 2>/dev/null ||
        die "Paket sistem belum ada, pasang sekali sebagai root: apt-get install --no-install-recommends $*"
    say "    memasang: $*"
    log=$(mktemp)
    # A fresh machine often runs its own update at boot, which holds apt's lock: try again. What the update
    # could not refresh is for the install to judge. A daemon started by a package must not keep our lock (9).
    for wait in 5 15 0; do
        as_root apt-get update -qq >"$log" 2>&1 && break
        sleep "$wait"
    done
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 9>&- ||
        { cat "$log" >&2; rm "$log"; die "Paket sistem gagal dipasang: $*"; }
    rm "$log"
}

# Debian's own first: it is kept safe with the system, and runs our code a tenth sooner than one that a person has built.
find_python() {
    for python in /usr/bin/python3 python3; do
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    die "Perlu Python 3.11 atau lebih baru dengan modul venv (paket python3-venv)."
}

# Does nothing where VENVDIR was completed from LOCKFILE, or from SUPERSET (bin/serve leaves the tools of
# bin/test alone). The stamp is written last: a venv without one is half made and is made again. A complete
# but older one is changed in place, for a server may be running from it.
make_venv() { # LOCKFILE VENVDIR [SUPERSET]
    venv=$2 stamp=$2/.lengkap
    version=$("$venv/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || version=-
    made="$venv $version $UV_VERSION"
    found=$(cat "$stamp" 2>/dev/null) || found=
    for file in "$1" "${3:-$1}"; do
        [ "$found" != "$made $(sha256sum <"$file")" ] || return 0
    done
    case $found in
        "$made "*) rm "$stamp" ;;
        *)
            python=$(find_python)
            rm -rf "$venv"
            "$python" -m venv "$venv"
            "$venv/bin/python" -m pip install -qq "uv==$UV_VERSION"
            version=$("$venv/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            made="$venv $version $UV_VERSION"
            ;;
    esac
    # uv does not read pip's settings (a mirror, a certificate), so where it fails pip may still succeed.
    "$venv/bin/uv" -q pip sync --require-hashes --python "$venv/bin/python" "$1" ||
        { say "    uv gagal, mencoba pip"; "$venv/bin/python" -m pip install -qq --no-deps --require-hashes -r "$1"; }
    echo "$made $(sha256sum <"$1")" >"$stamp"
}

# Settings refuse to load without a key, so it comes before the first manage.py.
ensure_secret() { # VARDIR
    [ ! -s "$1/kunci_rahasia" ] || return 0
    (
        umask 077
        "$ROOT/.venv/bin/python" -c 'import secrets; print(secrets.token_urlsafe(50))' >"$1/kunci_rahasia.baru"
        mv "$1/kunci_rahasia.baru" "$1/kunci_rahasia"
    )
}

# A foreground command would delay our traps until it ends, and a plain background one ignores Ctrl-C and loses
# its input: so a session of its own, which clean_up_with can end as a whole.
run() { # COMMAND...
    exec 3<&0
    setsid env --default-signal=INT,QUIT "$@" <&3 3<&- &
    child=$! code=0
    wait "$child" || code=$?
    child=
    return "$code"
}

end_child() {
    [ -n "${child-}" ] || return 0
    kill -s "${signal:-TERM}" -- "-$child" 2>/dev/null || :
    wait "$child" || :
}

clean_up_with() { # FUNCTION
    # shellcheck disable=SC2064 # the name is to be expanded now
    trap "end_child; $1" EXIT
    trap 'signal=INT; exit 130' INT
    trap 'signal=TERM; exit 143' TERM HUP
}
