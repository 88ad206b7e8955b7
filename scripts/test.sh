#!/usr/bin/env bash
# Sets up what the tests need, builds once and runs all of them. Last line: "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
results="$PWD/TestResults"
projects=(UnitTests IntegrationTests BrowserTests)

# What keeps the tests from running counts as one failure, so that the last line cannot be taken for a success.
give_up() {
  echo "$1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

# The names are the same as in the browser tests' BrowserFixture.
find_browser() {
  local name
  for name in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

# The places are the same as in the tests' PostgreSqlServer.
find_postgresql() {
  compgen -G "/usr/lib/postgresql/*/bin/postgres" >/dev/null || { command -v postgres && command -v initdb; } >/dev/null 2>&1
}

install() {
  command -v apt-get >/dev/null 2>&1 || give_up "$1 is missing, and this is not Debian or Ubuntu: install it."
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || give_up "$1 is missing; installing it needs root or sudo (apt-get install $1)."
    as_root=(sudo -n)
  fi
  echo "Installing $1 ..."
  "${as_root[@]}" apt-get update -q </dev/null >"$results/apt-get.log" 2>&1 \
    && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$1" </dev/null >>"$results/apt-get.log" 2>&1 \
    || { tail -n 20 "$results/apt-get.log" >&2; give_up "$1 could not be installed (TestResults/apt-get.log)."; }
}

# Adds one project's counters to the sum; a run without results counts as one failure.
add_results() {
  local trx="$1" counters
  counters=$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null | head -n 1)
  [ -n "$counters" ] || return 1
  local total ok bad
  total=$(sed -E 's/.* total="([0-9]+)".*/\1/' <<<"$counters")
  ok=$(sed -E 's/.* passed="([0-9]+)".*/\1/' <<<"$counters")
  bad=$(sed -E 's/.* failed="([0-9]+)".*/\1/' <<<"$counters")
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + total - ok - bad))
  project_failed=$bad
}

command -v dotnet >/dev/null 2>&1 || give_up "The .NET SDK is needed (dotnet is not on the PATH)."
command -v npm >/dev/null 2>&1 || give_up "Node.js with npm is needed (npm is not on the PATH)."
rm -rf "$results" && mkdir -p "$results"
find_browser || { install chromium && find_browser; } || give_up "Chromium was installed but is not on the PATH; set CHROMIUM_PATH to it."
find_postgresql || { install postgresql && find_postgresql; } || give_up "PostgreSQL was installed but its programs were not found."

# Debug, as dotnet run builds it: nothing is built twice. The build also fetches the npm packages the tests use.
dotnet build IndirectProvider.sln -v quiet --nologo -clp:NoSummary </dev/null || give_up "The build failed."

# Runs one project, or one more time what depends on the database.
run_tests() {
  local project="$1" name="$2"; shift 2
  project_failed=0
  dotnet test "tests/IndirectProvider.$project" --no-build --nologo "$@" \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results" </dev/null
  local code=$?
  if ! add_results "$results/$name.trx"; then
    echo "IndirectProvider.$name left no results." >&2
    failed=$((failed + 1))
  elif [ "$code" -ne 0 ] && [ "$project_failed" -eq 0 ]; then
    echo "IndirectProvider.$name did not run to its end (exit code $code)." >&2
    failed=$((failed + 1))
  fi
}

unset TEST_DATABASE
passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
  run_tests "$project" "$project"
done

# Everything that works on whatever database the portal has, on the other databases. Tests marked Database=Own choose theirs, or
# need none, and have had their run.
TEST_DATABASE=PostgreSql run_tests IntegrationTests IntegrationTests.PostgreSql --filter "Database!=Own"
if [ -n "${TEST_SQLSERVER:-}" ]; then
  TEST_DATABASE=SqlServer run_tests IntegrationTests IntegrationTests.SqlServer --filter "Database!=Own"
fi

[ "$skipped" -eq 0 ] || echo "$skipped skipped: what is missing for them is said at each."
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
