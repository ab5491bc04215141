#!/bin/sh
# textgen: nb.po, nn.po and en.po are good together. Each bad_*.po stands in for nn.po, and its "# expect" lines are all that textgen may say
# about it: "# expect LINE: message" in itself, "# expect FILE:LINE: message" elsewhere.
here=$(dirname "$(realpath "$0")")
. "$(dirname "$0")/expect.inc"
cd "$here/textgen" || exit 2

# The good catalogues give tables that compile, and whose header lists the keys sorted, with their parameters.
out=$folder/good
mkdir "$out"
if "$tool" --out "$out" nb:nb.po nn:nn.po en:en.po >"$folder/said" 2>&1; then pass "good catalogues"; else fail "good catalogues: $(cat "$folder/said")"; fi
if [ -s "$folder/said" ]; then fail "good catalogues make it talk: $(cat "$folder/said")"; else pass "says nothing when all is well"; fi
keys=$(grep -o 'T_[a-z_]*' "$out/texts.h" | grep -v "T_$" | tr '\n' ' ')
if [ "$keys" = "T_none T_a_first T_sample_days T_sample_greeting T_sample_quote " ]; then pass "keys are sorted"; else fail "keys are sorted: $keys"; fi
expect_text 'T_sample_days, /* {n} {name} */' "$out/texts.h" "the header tells the parameters"
cat >"$folder/main.c" <<'END'
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
# shellcheck disable=SC2086
if $compiler $warnings -I"$root/src" -I"$out" "$folder/main.c" "$out/texts.c" -o "$folder/main"; then pass "the tables compile"; else fail "the tables do not compile"; fi
if "$folder/main"; then pass "the tables say what the catalogues say"; else fail "the tables say something else: check $?"; fi

# The same texts again touch nothing; a changed text does, and only the tables when no key changed.
touch -d '2001-01-01' "$out/texts.h" "$out/texts.c"
if "$tool" --out "$out" en:en.po nn:nn.po nb:nb.po; then pass "the order of files does not matter"; else fail "the order of files matters"; fi
if [ -z "$(find "$out" -name 'texts.?' -newermt 2002-01-01)" ]; then pass "unchanged output is left alone"; else fail "unchanged output was written again"; fi
sed 's/fyrst/aller fyrst/' nn.po >"$folder/nn.po"
"$tool" --out "$out" nb:nb.po "nn:$folder/nn.po" en:en.po
written=$(find "$out" -name 'texts.?' -newermt 2002-01-01)
if [ "$written" = "$out/texts.c" ]; then pass "a changed text writes texts.c alone"; else fail "a changed text: wrote $written"; fi

# A bad catalogue stops the build with exactly these words, and writes nothing.
for bad in bad_*.po; do
  out=$folder/$bad
  mkdir "$out"
  "$tool" --out "$out" nb:nb.po "nn:$bad" en:en.po >"$folder/stdout" 2>"$folder/said"
  status=$?
  sed -n "s|^# expect \([0-9]\)|$bad:\1|p; s|^# expect \([a-z]\)|\1|p" "$bad" >"$folder/expected"
  if [ $status -ne 1 ]; then fail "$bad: status $status"
  elif [ -n "$(ls "$out")" ]; then fail "$bad: wrote output"
  elif [ ! -s "$folder/expected" ]; then fail "$bad: expects nothing"
  elif ! diff "$folder/expected" "$folder/said" >&2; then fail "$bad: other words"
  else pass "$bad is refused"; fi
done

# A key that two files define, a module without a language, and a file that is not there.
refused() { # LINE WHAT ARGUMENTS…
  line=$1 what=$2
  shift 2
  if "$tool" --out "$folder" "$@" 2>"$folder/said"; then fail "$what: accepted"
  elif grep -q "^$line" "$folder/said"; then pass "$what"
  else fail "$what: $(cat "$folder/said")"; fi
}
refused 'en.po:4: duplicate key "sample_greeting": it stands in ./en.po:4 too$' "a key in two files" nb:nb.po nn:nn.po en:en.po en:./en.po
refused 'nb.po:4: key "sample_greeting" is missing in en, which has no file here$' "a language left out" nb:nb.po nn:nn.po
refused 'absent.po: ' "a file that is not there" nb:absent.po
"$tool" --out "$folder" da:nb.po 2>/dev/null
if [ $? -eq 2 ]; then pass "an unknown language is wrong use"; else fail "an unknown language is not wrong use"; fi
finish
