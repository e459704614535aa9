# shellcheck shell=bash
# Building, shared by tools/sdvlite and tools/test: when it is needed, under a lock, with what shown where.
# Expects `root`, the checkout; sets `build`, the build folder.

build=${SDVLITE_BUILD_DIR:-$root/build/release}
[[ $build == /* ]] || build=$PWD/$build

say() { printf 'sdvlite: %s\n' "$*" >&2; }
fail() { say "$@"; exit 2; }

# is_current: was the command built from this checkout, alone or with everything, and has no source of it changed since? A
# folder's time stamp tells of files that came or went.
is_current() {
    local target stamp from newer
    for target in sdvlite all; do
        stamp=$build/.built-$target from=
        [[ -r $stamp ]] && read -r from <"$stamp" && [[ $from == "$root" ]] || continue
        newer=$(find "$root"/{CMakeLists.txt,grammar,core,rules,frontend,tools} -newer "$stamp" -print -quit 2>/dev/null)
        [[ -n $newer ]] || return 0
    done
    return 1
}

# with_build_lock COMMAND...: one build at a time in a build folder; others wait.
with_build_lock() {
    mkdir -p "$build" 2>/dev/null && [[ -w $build ]] || fail "cannot write to $build, and sdvlite has to be built first.
Copy the checkout to a place that you can write to, or name another build folder: SDVLITE_BUILD_DIR=DIR"
    (
        if ! flock -n 9; then
            say "waiting for another build in $build"
            flock 9
        fi
        "$@"
    ) 9>"$build/.lock"
}

# build_command: as far as another process has not done it while this one waited for the lock.
build_command() { is_current || build_target sdvlite tools/setup -DSDVLITE_TESTS=OFF; }

# build_target TARGET SETUP... -D...: set-up, configuration and build, each only when needed. Called with the lock held.
build_target() {
    local target=$1 setup=$2 started
    shift 2
    started=$build/.started-$target
    printf '%s\n' "$root" >"$started"
    run_setup "$setup"
    configure "$@"
    run_ninja "$target"
    mv -f "$started" "$build/.built-$target" # its time is that of the start: what changed meanwhile is newer
}

# The set-up looks at packages only when they, or its list, have changed since it last succeeded here.
run_setup() {
    local stamp=$build/.${1//[\/ ]/-}
    [[ $stamp -nt $root/tools/setup && $stamp -nt /var/lib/dpkg/status ]] && return
    # shellcheck disable=SC2086
    "$root"/$1 9>&- || fail "the set-up failed, so nothing was built"
    touch "$stamp"
}

configure() {
    local cache=$build/CMakeCache.txt
    if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
        rm -rf "$cache" "$build/CMakeFiles" # the checkout has moved
    fi
    [[ -f $build/build.ninja && -f $cache ]] && ! wants_other_options "$@" && return
    cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release "$@" >"$build/configure.log" 2>&1 9>&- || {
        cat "$build/configure.log" >&2
        forget_setup
        fail "the configuration failed (log: $build/configure.log)"
    }
}

# -DSDVLITE_TESTS=ON asks for more than a build folder without tests has; OFF is content with either.
wants_other_options() {
    [[ $* == *SDVLITE_TESTS=ON* ]] && ! grep -qx 'SDVLITE_TESTS:BOOL=ON' "$build/CMakeCache.txt"
}

# A package may have gone: the next try looks again.
forget_setup() { rm -f "$build"/.tools-setup*; }

# As many jobs as there are processors, fewer where memory is short: clang's headers take over a gigabyte a job.
jobs() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null || echo 1)
    ((memory >= 1)) || memory=1
    echo $((processors < memory ? processors : memory))
}

# Progress on a terminal; otherwise one line before a first build; the whole log only of a build that failed.
run_ninja() {
    local target=$1 log=$build/build.log first=no
    [[ -e $build/.built-$target ]] || first=yes
    [[ $first == yes ]] && say "building, which takes some minutes the first time (log: $log)"
    if [[ -t 2 ]]; then
        if [[ $first == no ]] && (cd "$build" && ninja -n "$target" 9>&- | grep -qF 'no work to do'); then return; fi
        (cd "$build" && ninja -j "$(jobs)" "$target" 9>&-) >&2 && return
    else
        (cd "$build" && ninja -j "$(jobs)" "$target" 9>&-) >"$log" 2>&1 && return
        cat "$log" >&2
    fi
    forget_setup
    fail "the build failed"
}
