#!/bin/sh
# Tests of textgen: test_textgen.sh PATH-OF-TEXTGEN [C-COMPILER]
# nb.po, nn.po and en.po are good together. Each bad_*.po stands in for nn.po, and its "# expect" lines are all that textgen
# may say about it: "# expect LINE: message" in itself, "# expect FILE:LINE: message" elsewhere.
set -u
textgen=$(realpath "$1")
compiler=${2:-cc}
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$here/textgen" || exit 1
failures=0

fail() {
    echo "FAIL: $1"
    failures=$((failures + 1))
}

# The good catalogues give tables that compile, and whose header lists the keys sorted, with their parameters.
out=$work/good
mkdir "$out"
"$textgen" --out "$out" nb:nb.po nn:nn.po en:en.po >"$work/said" 2>&1 || fail "good catalogues are refused: $(cat "$work/said")"
[ -s "$work/said" ] && fail "good catalogues make it talk: $(cat "$work/said")"
keys=$(grep -o 'T_[a-z_]*' "$out/texts.h" | grep -v "T_$" | tr '\n' ' ')
[ "$keys" = "T_none T_a_first T_sample_days T_sample_greeting T_sample_quote " ] || fail "keys are $keys"
grep -q 'T_sample_days, /\* {n} {name} \*/' "$out/texts.h" || fail "the header does not tell the parameters"
cat >"$work/main.c" <<'END'
#include "platform/i18n/catalogue.h"
#include "texts.h"
#include <string.h>
static int same(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }
int main(void)
{
    const struct catalogue_text *nb = catalogue.texts[LANG_NB], *nn = catalogue.texts[LANG_NN], *en = catalogue.texts[LANG_EN];
    if (catalogue.count != TEXT_COUNT || TEXT_COUNT != 5) return 1;
    if (!same(catalogue.names[T_sample_days], "sample_days") || !same(catalogue.names[0], "")) return 2;
    if (!same(nn[T_sample_greeting].text, "Hei, {name}!") || nn[T_sample_greeting].one) return 3;
    if (!same(nb[T_sample_days].one, "én dag igjen for {name}") || !same(nb[T_sample_days].text, "{n} dager igjen for {name}")) return 4;
    if (!same(en[T_sample_quote].text, "\u201cYes\u201d\n\"no\" \\ \?\?/")) return 5;
    return same(nn[T_a_first].text, "fyrst") ? 0 : 6;
}
END
if "$compiler" -std=gnu17 -Wall -Wextra -Wconversion -Werror -I"$root/src" -I"$out" "$work/main.c" "$out/texts.c" -o "$work/main"; then
    "$work/main" || fail "the tables say something else than the catalogues (check $?)"
else
    fail "the tables do not compile"
fi

# The same texts again touch nothing; a changed text does, and only the tables when no key changed.
touch -d '2001-01-01' "$out/texts.h" "$out/texts.c"
"$textgen" --out "$out" en:en.po nn:nn.po nb:nb.po || fail "the order of files matters"
[ -n "$(find "$out" -name 'texts.?' -newermt 2002-01-01)" ] && fail "unchanged output was written again"
sed 's/fyrst/aller fyrst/' nn.po >"$work/nn.po"
"$textgen" --out "$out" nb:nb.po "nn:$work/nn.po" en:en.po || fail "a changed text is refused"
[ "$(find "$out" -name 'texts.?' -newermt 2002-01-01)" = "$out/texts.c" ] || fail "a changed text did not write texts.c alone"

# A bad catalogue stops the build with exactly these words, and writes nothing.
for bad in bad_*.po; do
    out=$work/$bad
    mkdir "$out"
    "$textgen" --out "$out" nb:nb.po "nn:$bad" en:en.po >"$work/stdout" 2>"$work/said"
    [ $? -eq 1 ] || fail "$bad did not end with status 1"
    [ -z "$(ls "$out")" ] || fail "$bad wrote output"
    sed -n "s|^# expect \([0-9]\)|$bad:\1|p; s|^# expect \([a-z]\)|\1|p" "$bad" >"$work/expected"
    [ -s "$work/expected" ] || fail "$bad expects nothing"
    diff "$work/expected" "$work/said" || fail "$bad"
done

# A key that two modules define, a module without a language, and a file that is not there.
"$textgen" --out "$work" nb:nb.po nn:nn.po en:en.po en:./en.po 2>"$work/said" && fail "a key may be given by two files"
grep -q '^en.po:4: duplicate key "sample_greeting": it stands in ./en.po:4 too$' "$work/said" || fail "two files: $(cat "$work/said")"
"$textgen" --out "$work" nb:nb.po nn:nn.po 2>"$work/said" && fail "a language may be left out"
grep -q '^nb.po:4: key "sample_greeting" is missing in en, which has no file here$' "$work/said" || fail "no English: $(cat "$work/said")"
"$textgen" --out "$work" nb:absent.po 2>"$work/said" && fail "a file may be absent"
grep -q '^absent.po: ' "$work/said" || fail "absent file: $(cat "$work/said")"
"$textgen" --out "$work" da:nb.po 2>/dev/null
[ $? -eq 2 ] || fail "an unknown language is not a usage error"

[ "$failures" -eq 0 ] && echo "textgen: all tests passed"
exit $((failures > 0))
