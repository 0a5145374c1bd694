# What ./run, ./test and ./bench share: finding, and on Debian installing, what they need. Sourced, not run.

say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

# install_packages WHY PACKAGE...: installs them with apt-get where that may be done, else says what is missing and ends.
# No daemon of theirs is started, now or at boot: the tests start their own.
install_packages() {
    why="$1"
    shift
    command -v apt-get > /dev/null 2>&1 || die "Missing: $* ($why). Install them, then try again."
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo > /dev/null 2>&1; then
            die "Missing: $* ($why). As root: apt-get install $*"
        fi
        as_root="sudo"
    fi
    say "Installing $* ($why)"
    start_no_daemons
    if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" > /dev/null 2>&1; then
        $as_root apt-get update -q > /dev/null || die "apt-get update failed, so that $* ($why) cannot be installed."
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" > /dev/null \
            || die "apt-get could not install $* ($why)."
    fi
    for package in "$@"; do
        case "$package" in
            mosquitto | prometheus | prometheus-alertmanager | rsyslog)
                ! command -v systemctl > /dev/null 2>&1 || $as_root systemctl disable --quiet "$package" > /dev/null 2>&1 || true
                ;;
        esac
    done
    start_daemons_again
}

# start_no_daemons: from now on packages that are installed start none (Debian's policy-rc.d), until start_daemons_again or the
# end of the script. A machine that has a policy keeps it.
start_no_daemons() {
    policy=/usr/sbin/policy-rc.d
    [ ! -e "$policy" ] || return 0
    trap start_daemons_again EXIT
    trap 'exit 1' HUP INT TERM
    our_policy="$policy"
    printf '#!/bin/sh\n# of a Tunnelwatch script that installs packages, and removed when it has\nexit 101\n' \
        | $as_root tee "$policy" > /dev/null
    $as_root chmod 755 "$policy"
}

start_daemons_again() {
    [ -z "${our_policy:-}" ] || $as_root rm -f "$our_policy"
    our_policy=""
    trap - EXIT HUP INT TERM
}

# need_command COMMAND PACKAGE: notes the package when the command is missing, in $missing.
need_command() {
    PATH="$PATH:/usr/sbin:/sbin" command -v "$1" > /dev/null 2>&1 || missing="$missing $2"
}

is_jdk_17() {
    [ -n "$1" ] && [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q '^javac 17\.'
}

# Exports the JAVA_HOME of a JDK 17: Karaf 4.4 does not run on every later one.
find_jdk_17() {
    on_path="$(command -v javac || true)"
    if [ -n "$on_path" ]; then
        on_path="$(dirname "$(dirname "$(readlink -f "$on_path")")")"
    fi
    for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*; do
        if is_jdk_17 "$home"; then
            export JAVA_HOME="$home"
            return 0
        fi
    done
    return 1
}

# need_java_and_maven: sees to JAVA_HOME and mvn.
need_java_and_maven() {
    find_jdk_17 || install_packages "the build and Karaf need a JDK 17" openjdk-17-jdk-headless
    find_jdk_17 || die "No JDK 17 found. Install one and set JAVA_HOME to it."
    command -v mvn > /dev/null 2>&1 || install_packages "the build needs Maven 3.8 or later" maven
}
