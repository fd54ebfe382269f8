# What every script shares. Sourced, not run: `. "$(dirname "$0")/common.sh"`.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
TOOLS=$ROOT/.tools

say() { printf '%s\n' "$*"; }

# One clear sentence, then the end: `missing "node is missing" "apt-get install nodejs npm"`.
missing() {
  printf '\n%s. This brings it: %s\n' "$1" "$2" >&2
  exit 1
}

fail() {
  printf '\n%s.\n' "$1" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command under a heading and says how long it took: `step "native tests" cargo test`.
step() {
  local name=$1 started=$SECONDS status=0
  shift
  printf '\n== %s\n' "$name"
  "$@" || status=$?
  STEP_TOOK=$((SECONDS - started))
  if [ "$status" = 0 ]; then
    printf -- '-- %s: %s s\n' "$name" "$STEP_TOOK"
  else
    printf -- '-- %s: FAILED after %s s\n' "$name" "$STEP_TOOK"
  fi
  return "$status"
}

# The compiler that scripts/prepare chose for this machine, and the project's own tools, before all others.
use_tools() {
  export PATH=$TOOLS/bin:$ROOT/node_modules/.bin:$PATH
  unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_TARGET CARGO_TARGET_DIR
  case "$(cat "$TOOLS/compiler" 2>/dev/null)" in
    debian-rustup) export RUSTUP_TOOLCHAIN=debian ;;
    debian) PATH=/usr/bin:$PATH ;;
  esac
}

# On Debian (or a child of it), as root: may packages be installed without asking anyone?
may_install() { [ "$(id -u)" = 0 ] && have apt-get; }

# Installs Debian packages, or says who must: `packages "Chromium" chromium chromium-driver`.
packages() {
  local what=$1
  shift
  may_install || missing "$what is missing" "apt-get install $* (as root, on Debian or Ubuntu)"
  local log=$TOOLS/apt.log
  mkdir -p "$TOOLS"
  if ! DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1; then
    apt-get update -q >"$log" 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1 || {
      tail -5 "$log" >&2
      fail "$what could not be installed with apt-get (is there a network?); the next run tries again"
    }
  fi
}

# What makes the site's program a fifth smaller: the standard library is built with it, for size; a bug stops the
# program without composing a message that nobody reads (start.js sees that it stopped); and no code prints values for
# debugging. Cargo's names for this are not stable yet, so RUSTC_BOOTSTRAP opens them; the program itself uses stable
# Rust only.
SMALL=(
  RUSTC_BOOTSTRAP=1
  CARGO_UNSTABLE_BUILD_STD=std,panic_abort
  CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT=true
  CARGO_PROFILE_RELEASE_PANIC=immediate-abort
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zfmt-debug=none -Zlocation-detail=none"
)

# Builds the site into dist/ unless it stands already: the stamp is a hash of everything that goes into it. Two builds
# at once would mix their files, so the second waits.
build_site() (
  if have flock; then flock 9; fi
  stamp=$TOOLS/site.stamp
  now=$(site_inputs)
  if [ -f dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now $(sha256sum <dist/index.html)" ]; then
    say "dist/ is up to date"
    exit
  fi
  rm -f "$stamp"
  cargo build --locked --profile sandbox -p split || exit
  env "${SMALL[@]}" cargo build --locked --release --target wasm32-unknown-unknown -p argon2id || exit
  env -u NO_COLOR RUST_LIB_BACKTRACE=0 "${SMALL[@]}" trunk build --release 9>&- || exit
  printf '%s' "$now $(sha256sum <dist/index.html)" >"$stamp"
) 9>"$TOOLS/site.lock"

site_inputs() {
  {
    find .cargo build.rs Cargo.toml Cargo.lock Trunk.toml index.html package-lock.json public style src scripts/common.sh scripts/hooks \
      crates/*/*.toml crates/*/build.rs crates/*/src -path crates/sandbox/src -prune -o -type f -print0 |
      LC_ALL=C sort -z | xargs -0 sha256sum
    rustc -vV
  } | sha256sum
}

build_sandbox() { cargo build --locked --profile sandbox -p sandbox; }
