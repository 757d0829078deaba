#!/bin/sh
# Prints the home of a JDK 25. Prints one line on standard error and fails when there is none.
#
# Exactly 25, because Chronicle Map reaches into internals that later releases close; and a JDK,
# not a JRE, because it compiles classes at run time.
set -u

is_jdk_25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    grep -Eq '^JAVA_VERSION="25["._+-]' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | grep -Eq '^javac 25([^0-9]|$)'
  fi
}

accept() {
  if is_jdk_25 "$1"; then
    printf '%s\n' "$1"
    exit 0
  fi
}

# The home behind a java command: follow links, then drop bin/java.
home_of() {
  command=$1
  while [ -L "$command" ]; do
    target=$(readlink "$command")
    case $target in
      /*) command=$target ;;
      *) command=$(dirname "$command")/$target ;;
    esac
  done
  (cd "$(dirname "$command")/.." 2>/dev/null && pwd -P)
}

[ -z "${JAVA_HOME:-}" ] || accept "$JAVA_HOME"

if on_path=$(command -v javac 2>/dev/null); then accept "$(home_of "$on_path")"; fi
if on_path=$(command -v java 2>/dev/null); then accept "$(home_of "$on_path")"; fi

for candidate in \
  /usr/lib/jvm/* /usr/java/* \
  "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* \
  /opt/* /opt/java/* /opt/homebrew/opt/openjdk@25 /usr/local/opt/openjdk@25 \
  "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
  accept "$candidate"
done

if [ -x /usr/libexec/java_home ]; then
  accept "$(/usr/libexec/java_home -v 25 2>/dev/null)"
fi

echo "No JDK 25 found: install one (a JDK, not a JRE; for example Eclipse Temurin 25)" \
  "or set JAVA_HOME to it." >&2
exit 1
