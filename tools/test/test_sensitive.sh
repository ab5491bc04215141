#!/bin/sh
# A query on a sensitive table cannot be called without an access, and nobody can make an access but the one who decides: code that forgets to
# ask does not compile, at the line where it forgot. Use: test_sensitive.sh [PATH_OF_SQLGEN].
set -- "${1:-$(dirname "$0")/../../build/tools/sqlgen}"
. "$(dirname "$0")/expect.inc"
fixtures=$root/tools/test/sqlgen
schema="platform:$root/src/platform/001.sql home:$fixtures/home/001.sql home:$fixtures/home/002.sql far:$fixtures/far/001.sql care:$fixtures/care/001.sql"
queries="$fixtures/care/care.sql $fixtures/care/remark.sql"

mkdir made
"$tool" --module platform --base 0 --out made --schema "platform:$root/src/platform/001.sql" &&
  "$tool" --module home --base 200 --out made --schema platform:"$root"/src/platform/001.sql home:"$fixtures"/home/001.sql home:"$fixtures"/home/002.sql &&
  "$tool" --module far --base 300 --out made --schema ${schema% care:*} &&
  "$tool" --module care --base 400 --out made --uses home --schema $schema --queries $queries || fail "the queries are made"
mkdir -p made/platform
ln -s ../platform_schema.h made/platform/platform_schema.h
{
  echo 'enum { T_none'
  cat made/*_schema.c | grep -o 'T_[a-z0-9_]*' | sort -u | sed 's/^/, /'
  echo '};'
} >made/texts.h

# reads WHAT LINE…: a program whose sixth line is the one in question.
write_reader() {
  cat >reader.c <<EOF
#include "care_sql.h"
#include "platform/auth/access.h"
void read_it(struct db *db, const struct access *access, struct person_id person);
void read_it(struct db *db, const struct access *access, struct person_id person) {
    (void)access; struct finding_any_row row;
    $1
}
EOF
}
compile() { $compiler $warnings -fdiagnostics-color=never -I "$root/src" -I "$root" -I made -c -o reader.o reader.c 2>&1; }
good() {
  write_reader "$2"
  if output=$(compile); then pass "$1"; else fail "$1: $output"; fi
}
# bad WHAT CODE MESSAGE_PART
bad() {
  write_reader "$2"
  if output=$(compile); then
    fail "$1: it compiles"
  elif ! printf '%s\n' "$output" | grep 'error:' | head -n 1 | grep -q "^reader.c:6:"; then
    fail "$1: the first error is not at line 6: $output"
  elif ! printf '%s\n' "$output" | grep 'error:' | head -n 1 | grep -q -- "$3"; then
    fail "$1: expected \"$3\": $output"
  else
    pass "$1"
  fi
}

good "with an access it compiles" 'finding_any(db, access, person, &row);'
bad "a read that leaves the access out (I-04 I-05 R-051 R-056 PJL-6)" 'finding_any(db, person, &row);' 'incompatible type\|too few arguments\|passing'
bad "a read with a session in the place of the access" 'struct session { int staff; } session = {1}; finding_any(db, &session, person, &row);' 'incompatible pointer\|passing'
bad "a read with the database in the place of the access" 'finding_any(db, db, person, &row);' 'incompatible pointer\|passing'
bad "an access made by hand" 'struct access own; finding_any(db, &own, person, &row);' "storage size\|incomplete type"
bad "an access made as a value" 'finding_any(db, &(struct access){0}, person, &row);' 'initializer\|incomplete\|undefined'
bad "an access granted without the header of those who may" 'finding_any(db, access_grant(db, 0), person, &row);' 'implicit declaration'
bad "the query behind the function" 'struct db_cursor cursor; db_open(db, &cursor, &finding_any_query);' 'undeclared'
finish
