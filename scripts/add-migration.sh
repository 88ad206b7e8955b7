#!/usr/bin/env bash
# Adds one migration of the same name for every database, or for none.
# usage: scripts/add-migration.sh NAME
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name="${1:-}"
if [ $# -ne 1 ] || ! [[ "$name" =~ ^[A-Z][A-Za-z0-9]*$ ]]; then
  echo "usage: scripts/add-migration.sh NAME   (a name like AddPartnerships)" >&2
  exit 2
fi

databases=(Sqlite SqlServer PostgreSql)
project() { echo "src/IndirectProvider.Data.$1"; }
ef() { dotnet ef "$@" </dev/null; }

for database in "${databases[@]}"; do
  if compgen -G "$(project "$database")/Migrations/*_$name.cs" >/dev/null; then
    echo "$database already has a migration $name." >&2
    exit 1
  fi
done

dotnet tool restore >/dev/null || exit 1
added=()
for database in "${databases[@]}"; do
  if ef migrations add "$name" --project "$(project "$database")" --startup-project "$(project "$database")"; then
    added+=("$database")
    continue
  fi

  echo "The migration failed for $database; taking it back for: ${added[*]:-none}." >&2
  for done in "${added[@]}"; do
    # --force: the design-time database does not exist, so there is nothing to ask whether it was applied.
    ef migrations remove --force --project "$(project "$done")" --startup-project "$(project "$done")" \
      || echo "Remove $name from $(project "$done")/Migrations by hand." >&2
  done
  exit 1
done
echo "Added $name for: ${databases[*]}."
