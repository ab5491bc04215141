#!/bin/sh
# codecheck: a good tree passes, and each breach of a rule is told at its line.
. "$(dirname "$0")/expect.inc"

put() { # PATH, the content on stdin
  mkdir -p "$(dirname "tree/$1")"
  cat > "tree/$1"
}
module() { # NAME USES
  mkdir -p "tree/src/domain/$1"
  printf "modules += {'%s': {\n  'uses': [%s],\n  'headers': [%s],\n}}\n" "$1" "$2" "${3:-}" > "tree/src/domain/$1/meson.build"
  echo "# $1" > "tree/src/domain/$1/README.md"
}
good_tree() {
  rm -rf tree
  module person "" "'face.h'"
  module intake "'person'"
  echo '# base' | put src/base/README.md
  echo '# platform' | put src/platform/README.md
  echo '# db' | put src/platform/db/README.md
  echo '# auth' | put src/platform/auth/README.md
  put src/base/text.h <<'X'
/* Text. */
#pragma once
X
  put src/platform/db.h <<'X'
/* Data. "quoted /* not a comment" */
#include "base/text.h"
X
  put src/domain/person/person.h <<'X'
/* Persons. */
#include "platform/db.h"
X
  put src/domain/intake/intake.c <<'X'
/* Intake: sprintf( and atoi( stand in comments only. */
#include "domain/intake/intake.h"

#include "domain/person/face.h"
#include "domain/person/person.h"
#include "intake_sql.h"
#include "person_schema.h"

#include <stdlib.h>

#define FOR_ALL(list) for (int i = 0; i < (list)->n; i++) {

static const struct pair { int a[2]; } pairs[] = {{{1, 2}}, {{3, 4}}};
int five(int a, int b, int (*c)(int, int), int d, const char *e, ...) {
    if (a) {
        for (;;) {
            while (b) {
                do {
                    call((struct pair){{1, 2}}, "sprintf(", ';', &(struct pair){.a = {1, 2}});
                } while (d);
            }
        }
    }
    str_addf(e, "a < b, %d <", in->free(a));
    return '"';
}
X
  put src/main.c <<'X'
// The command line.
#include "domain/intake/intake.h"
X
  printf '\tnot ours \n' | put tests/fixtures/raw.c
}
bad() { # FILE:LINE MESSAGE, after good_tree and one change
  output=$("$tool" tree 2>&1)
  expect_error "$1" "$2" "$output" $? "$2"
  good_tree
}
body() { # PATH: a file with one function around the lines on stdin, which begin at line 3
  { printf '/* A file. */\nvoid f(void) {\n'; cat; printf '}\n'; } | put "$1"
}
repeat() { # N LINE
  yes "$2" | head -n "$1"
}

good_tree
if output=$("$tool" tree 2>&1); then pass "a good tree"; else fail "a good tree: $output"; fi
if [ -z "$output" ]; then pass "says nothing when all is well"; else fail "output: $output"; fi

for word in sprintf vsprintf strcpy strcat strtok atoi atol localtime gmtime system popen gets rand; do
  echo "    $word(a, b);" | body src/platform/x.c
  bad src/platform/x.c:3 "$word is not used"
done
printf '\n#define X system("x")\n' | body src/base/x.c
bad src/base/x.c:4 "system is not used"
for word in malloc calloc realloc free; do
  printf '\n    x = %s(9);\n' $word | body src/domain/person/x.c
  bad src/domain/person/x.c:4 "$word is not used"
done
echo '    x = malloc(9); free(x); x->system(1); y.rand();' | body src/platform/x.c
if output=$("$tool" tree 2>&1); then pass "malloc outside the domain, members with banned names"; else fail "malloc outside the domain: $output"; fi
good_tree
printf '    switch (a) {\n    case 1: break;\n    default: break;\n    }\n' | body src/domain/person/x.c
bad src/domain/person/x.c:5 "no default"
echo '    html_lit(h, "x", 1);' | body src/domain/person/x.c
bad src/domain/person/x.c:3 "only templates write markup"
printf '\n    arena_printf(a, "%%s" "<p class=", b);\n' | body src/platform/x.c
bad src/platform/x.c:4 "markup is written by templates"
echo '    str_addf(a, "x</b>");' | body src/domain/person/x.c
bad src/domain/person/x.c:3 "markup is written by templates"
for word in SELECT INSERT UPDATE DELETE; do
  printf '    snprintf(a, 1,\n        " %s x");\n' $word | body src/domain/person/x.c
  bad src/domain/person/x.c:4 "SQL stands in .sql files"
done
repeat 58 '    x();' | body src/platform/x.c
if output=$("$tool" tree 2>&1); then pass "a function of 60 lines"; else fail "60 lines: $output"; fi
repeat 59 '    x();' | body src/platform/x.c
bad src/platform/x.c:2 "f has 61 lines"
printf '/* A file. */\n\nint f(int a, int b,\n  int c, int d, int e, int g)\n{\n}\n' | put tests/x.c
bad tests/x.c:3 "f has 6 parameters"
printf '/* A file. */\n/* parameters ok: the library calls it so */\nint f(int a, int b,\n  int c, int d, int e, int g)\n{\n}\n' | put tests/x.c
if output=$("$tool" tree 2>&1); then pass "a signature that a library dictates"; else fail "excused parameters: $output"; fi
printf '/* A file. */\n\nint f(struct db *db, int a, int b,\n  int c, int d, int e)\n{\n}\n' | put tests/x.c
if output=$("$tool" tree 2>&1); then pass "five parameters beside the transaction"; else fail "transaction: $output"; fi
printf '/* A file. */\n\nint f(struct db *db, int a, int b,\n  int c, int d, int e, int g)\n{\n}\n' | put tests/x.c
bad tests/x.c:3 "f has 6 parameters"
good_tree
printf 'if (a) {\nfor (;;) {\nwhile (b) {\nswitch (c) {\ncase 1: {\n}}}}}\n' | body src/platform/x.c
bad src/platform/x.c:7 "nested deeper than 4"
printf 'if (a) {\n} else {\ndo {\nfor (;;) {\nFOR_EACH(x) {\nif (b)\n{\n}}}}}\n' | body tools/x.c
bad tools/x.c:9 "nested deeper than 4"
{ echo '/* A file. */'; repeat 1000 'int x;'; } | put src/platform/x.h
bad src/platform/x.h:1001 "the file has 1001 lines"
{ echo '/* A file. */'; repeat 999 'int x;'; } | put src/platform/x.h
repeat 1200 'msgid "x"' | put src/domain/person/nb.po
if output=$("$tool" tree 2>&1); then pass "a file of 1000 lines"; else fail "1000 lines: $output"; fi
good_tree
printf 'int x;\n/* A comment. */\n' | put src/platform/x.c
bad src/platform/x.c:1 "does not begin with a comment"
printf '/* A file. */\n\n\tint x;\n' | put src/platform/x.c
bad src/platform/x.c:3 "a tab"
printf 'CREATE TABLE x (\n  id @id \n);\n' | put src/domain/person/001.sql
bad src/domain/person/001.sql:2 "white space at the end"
printf '/* A file. */\n/* no end\n\n' | put src/platform/x.c
bad src/platform/x.c:2 "comment does not end"
printf '/* A file. \377 */\n' | put src/platform/x.c
bad src/platform/x.c:1 "not UTF-8"

include() { printf '/* A file. */\n\n#include "%s"\n' "$2" | put "$1"; }
include src/base/x.c platform/db.h
bad src/base/x.c:3 "includes point down"
include src/base/x.c rights.h
bad src/base/x.c:3 "base includes base only"
include src/platform/x.c domain/person/person.h
bad src/platform/x.c:3 "includes point down"
include src/platform/x.c person_schema.h
bad src/platform/x.c:3 "includes point down"
include src/domain/person/x.c domain/intake/intake.h
bad src/domain/person/x.c:3 "intake is not among what person uses"
include src/domain/person/x.c intake_schema.h
bad src/domain/person/x.c:3 "intake is not among what person uses"
include src/domain/intake/x.c domain/person/inner.h
bad src/domain/intake/x.c:3 "only person.h, person_schema.h"
include src/domain/intake/x.c person_sql.h
bad src/domain/intake/x.c:3 "only person.h, person_schema.h"
include src/domain/intake/x.c domain/person/town_for_tests.h
bad src/domain/intake/x.c:3 "only person.h, person_schema.h"
include src/domain/intake/test_x.c domain/person/town_for_tests.h
include src/domain/person/test_x.c domain/intake/intake.h
if output=$("$tool" tree 2>&1); then pass "a test sets up what it needs"; else fail "test includes: $output"; fi
good_tree
include src/domain/person/test_x.c domain/intake/inner.h
bad src/domain/person/test_x.c:3 "only intake.h, intake_schema.h"
for header in db/unaudited.h db/backend.h http/request.h http/turn.h http/server.h crypt/master_key.h audit/links.h auth/access_log.h; do
  include src/domain/person/x.c platform/$header
  bad src/domain/person/x.c:3 "platform/$header: belongs to the platform alone"
done
include src/main.c platform/db/unaudited.h
bad src/main.c:3 "platform/db/unaudited.h: belongs to the platform alone"
include src/platform/auth/x.c platform/db/unaudited.h
if output=$("$tool" tree 2>&1); then pass "the platform writes its own bookkeeping"; else fail "unaudited: $output"; fi
good_tree
include src/domain/person/x.c person.h
bad src/domain/person/x.c:3 "written from src/"
include src/domain/person/x.c ../intake/intake.h
bad src/domain/person/x.c:3 "written from src/"
include src/domain/person/x.c platform/auth/access_grant.h
bad src/domain/person/x.c:3 "make an access"
include src/platform/db/x.c platform/auth/access_grant.h
bad src/platform/db/x.c:3 "make an access"
include src/platform/x.c tools/toolkit.h
bad src/platform/x.c:3 "not part of the program"
include tools/x.c platform/db.h
bad tools/x.c:3 "tools use base only"
include src/platform/auth/x.c platform/auth/access_grant.h
include src/platform/db/test_x.c platform/auth/access_grant.h
if output=$("$tool" tree 2>&1); then pass "platform/auth makes an access"; else fail "access_grant: $output"; fi
good_tree

module person "'intake'" "'face.h'"
bad src/domain/intake/meson.build:2 "in a circle: intake > person > intake"
module person "'nobody'" "'face.h'"
bad src/domain/person/meson.build:2 "uses nobody"
printf "modules += {'person': {\n  'headers': ['face.h'],\n}}\n" > tree/src/domain/person/meson.build
bad src/domain/person/meson.build:1 "has no 'uses'"
rm tree/src/domain/person/README.md
bad src/domain/person/README.md:1 "has no README.md"
rm tree/src/base/README.md
bad src/base/README.md:1 "the folder has no README.md"
echo '/* A file. */' | put src/platform/new/x.c
bad src/platform/new/README.md:1 "the folder has no README.md"
mkdir tree/src/domain/empty
echo '# empty' > tree/src/domain/empty/README.md
bad src/domain/empty/meson.build:1 "has no meson.build"

echo '    gets(a);' | body src/platform/x.c
echo '    rand();' | body tests/y.c
output=$("$tool" tree 2>&1)
if [ "$(printf '%s\n' "$output" | wc -l)" = 2 ]; then pass "every breach is told"; else fail "two breaches: $output"; fi
finish
