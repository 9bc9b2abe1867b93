# What ./run, ./test and ./prove need of the machine. Sourced by them, in the root of the project.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Prints the home of a JDK 25: JAVA_HOME, else /usr/lib/jvm, else the one of the PATH.
jdk_home() {
  local home java
  java=$(command -v javac || true)
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "${java:+$(dirname "$(dirname "$(readlink -f "$java")")")}"; do
    if [[ -x $home/bin/javac ]] && grep -qs '^JAVA_VERSION="25[".+-]' "$home/release"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

# packages_missing COMMAND=PACKAGE…: prints the packages whose command is not there. FILE* in place of COMMAND works too.
packages_missing() {
  local pair command
  for pair in "$@"; do
    command=${pair%%=*}
    case $command in
      /*) compgen -G "$command" >/dev/null || printf '%s\n' "${pair#*=}" ;;
      *) command -v "$command" >/dev/null || printf '%s\n' "${pair#*=}" ;;
    esac
  done
}

# What both need: the fonts print tickets and draw bitmaps, the voice calls them.
needed_to_run=(mvn=maven espeak-ng=espeak-ng fc-list=fontconfig '/usr/lib/*/libfreetype.so.6=libfreetype6'
  '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf=fonts-dejavu-core')

# install COMMAND=PACKAGE…: installs what is missing where it may; else names the command. Sets jdk.
# Packages that were put on the machine stand in installed[].
install() {
  local missing
  installed=()
  mapfile -t missing < <(packages_missing "$@")
  jdk_home >/dev/null || missing+=(openjdk-25-jdk-headless)
  if ((${#missing[@]} > 0)) && ((EUID == 0)) && command -v apt-get >/dev/null; then
    say "Missing: ${missing[*]}. Running apt-get update, then apt-get install."
    apt-get -qq update >&2 || say "apt-get update failed; going on with the lists that are here."
    local package
    for package in "${missing[@]}"; do
      if DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$package" >&2; then
        installed+=("$package")
      else
        say "apt-get could not install $package."
      fi
    done
    mapfile -t missing < <(packages_missing "$@")
  fi
  if ! jdk=$(jdk_home); then
    fail "A JDK 25 is needed. Install one, as root: apt-get install openjdk-25-jdk-headless (Debian 13 and later)," \
      "or Temurin 25 from https://adoptium.net; or set JAVA_HOME to one that is here."
  fi
  # Maven itself may run on another JDK; its toolchain finds this one by the variable.
  export JAVA25_HOME=$jdk
  # Else it ends with codes for colours, whatever was asked of it.
  export MAVEN_OPTS="${MAVEN_OPTS:-} -Djansi.noreset=true"
  if ! command -v mvn >/dev/null; then
    fail "Maven is needed. Install it, as root: apt-get install maven"
  fi
  if ((${#missing[@]} > 0)) && [[ -n ${missing[*]} ]]; then
    say "Going on without ${missing[*]}. To have all of it, as root: apt-get install ${missing[*]}"
  fi
}

# What the tests need beyond that: a browser, a reader of codes, a compiler of C, a root of Debian 13, a broker, a database, networks.
needed_to_test=(chromium=chromium zbarimg=zbar-tools faketime=faketime systemd-analyze=systemd gcc=gcc /usr/include/stdio.h=libc6-dev
  debootstrap=debootstrap systemd-nspawn=systemd-container ip=iproute2
  /usr/sbin/mosquitto=mosquitto '/usr/lib/postgresql/*/bin/postgres=postgresql')

# Installs all of it. Tests start their own broker and database; the services that packages start only hold ports.
install_to_test() {
  local package
  install "${needed_to_run[@]}" "${needed_to_test[@]}"
  for package in "${installed[@]}"; do
    case $package in
      mosquitto | postgresql)
        say "Stopping the service $package, which its installation may have started."
        service "$package" stop >/dev/null 2>&1 || true
        ;;
    esac
  done
}
