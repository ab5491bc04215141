#!/bin/sh
# htmlgen: what it writes for a good template, and that each bad one fails at its line.
. "$(dirname "$0")/expect.inc"

cat > views.h <<'X'
#pragma once
#include "platform/html/html.h"
struct sample_id { int64_t v; };
struct sample_row { struct sample_id id; const char *name; bool late; struct date due; };
struct sample_rows { struct sample_row *v; size_t n; };
struct sample {
    const char *name, *link; int64_t count; size_t size; bool has; struct sample_id id; text_key title;
    struct sample_rows rows; struct options options; struct { struct date due; } date;
};
void sample_part(struct html *h, const char *name);
void sample_rule(struct html *h);
X
echo '#pragma once
enum text { T_sample_title = 1, T_sample_count, T_sample_hint };' > texts.h
echo '#pragma once
enum { ICON_ARROW_LEFT = 1, ICON_BELL };' > icons.h

generate() { "$tool" --module sample --views views.h --out . "$@" 2>&1; }
bad() { # LINE MESSAGE, the template on stdin
  cat > bad.html
  output=$(generate bad.html)
  expect_error "bad.html:$1" "$2" "$output" $? "$2"
}
bad_compile() { # LINE MESSAGE: htmlgen takes it, the C compiler refuses it at the template's line
  cat > bad.html
  if ! output=$(generate bad.html); then fail "$2: htmlgen refused it: $output"; return; fi
  # shellcheck disable=SC2086
  if output=$($compiler $warnings -I. -I"$root/src" -I"$root" -c sample_views.c -o bad.o 2>&1); then fail "$2: it compiled"; return; fi
  if printf '%s\n' "$output" | grep -E '(error|warning):' | head -n 1 | grep -q "bad.html:$1:.*$2"; then pass "the compiler refuses $2"; else fail "expected bad.html:$1 $2: $output"; fi
}

# ── good ────────────────────────────────────────────────────────────────
cat > good.html <<'X'
{{template sample struct sample v}}
<!-- not {{sent}} -->
<section class="a {{if v->has}}b{{else}}c{{end}}" id="s-{{id v->id}}"{{attr? hidden v->count == 0}}>
  <h1>{{t sample_title}}</h1>

  <p>{{t sample_count name=v->has ? v->name : "x n=1" n=v->count}} {{tv v->title}} {{v->count}} {{v->size}} {{id v->id}}</p>
  <p><a href="{{v->link}}">{{v->name}}</a> <a href="/sak/{{id v->id}}/{{v->name}}?a=1&amp;b={{v->count}}#c" title='{{v->name}}'>x</a></p>
  <p><a href="{{if v->has}}{{v->link}}{{else}}/x{{end}}">y</a> <a href="https://helsenorge.no">z</a> <a href="mailto:{{v->name}}">m</a></p>
  {{if v->rows.n == 0}}
  <p>none</p>
  {{else if v->rows.n == 1}}
  <p>one</p>
  {{else}}
  <ul>
    {{each r in v->rows}}
    <li{{if r->late}} class="late"{{end}} data-row="{{r_i}}">{{r->name}} {{date r->due}} <b title="{{datelong r->due}}">{{daterel
      r->due}}</b></li>
    {{end}}
  </ul>
  {{end}}
  {{if v->has}}<b>1</b>{{end}}{{if !v->has}}<b>2</b>{{end}}
  <form method="post" action="/x"><label for="q-{{id v->id}}">Q</label><input id="q-{{id v->id}}" name="q"{{if v->has}} value="{{v->name}}"{{end}}>
    {{field textarea name=what label=sample_title value=v->name rows=4 optional}}
    {{field select name=pick labeltext=v->name options=v->options value=v->count}}
    {{field radios name=pick label=sample_title options=&v->options hint=sample_hint}}
    <input type="hidden" name="z" value="1"><button>ok</button></form>
  <form method="get"><label>Q <select name="s"><option value="1"{{attr? selected v->has}}>{{date v->date.due}}</option></select></label></form>
  {{call sample_part v->name}}{{call sample_rule}}{{icon arrow-left}}
  <pre>
 a

 b</pre><br><svg viewBox="0 0 1 1" aria-hidden="true"><path d="M0"/></svg><img src="/a.png" alt="">
  {{v->date.due.days}}
</section>
X
printf '{{template sample_plain}}\n<p>plain\\ "?"</p>' > plain.html
if output=$(generate good.html plain.html); then pass "good templates"; else fail "good: $output"; fi
# shellcheck disable=SC2086
if output=$($compiler $warnings -g -fsanitize=address,undefined -I. -I"$root/src" -I"$root" sample_views.c "$root/tools/test/html_marks.c" \
  "$root/src/base/arena.c" "$root/src/base/str.c" -o page 2>&1) && ./page > page.txt; then pass "good templates compile and run"; else fail "good does not compile and run: $output"; fi
expect_text '<section class="a b" id="s-[int:12]">' page.txt "if in a value, id, attr? that is false"
expect_text '<h1>[text:Title]</h1>
' page.txt "a text"
expect_text '[text:Count name=<Kari> n=3] [text:Title] [int:3] [int:4] [int:12]' page.txt "parameters and numbers"
expect_text '<a href="[url:javascript:x]">[text:<Kari>]</a>' page.txt "a URL's start goes through html_url"
expect_text 'href="/sak/[int:12]/%3CKari%3E?a=1&amp;b=[int:3]#c"' page.txt "later in a URL is percent-encoded"
expect_text "title='[attr:<Kari>]'" page.txt "an attribute"
expect_text '<a href="[url:javascript:x]">y</a>' page.txt "a URL's start in a branch"
expect_text 'href="mailto:%3CKari%3E"' page.txt "after a scheme"
expect_text '<li class="late" data-row="[int:0]">[text:Ane] [time:short 1 20000] <b title="[attr:long 1 20000]">[text:rel 1 1]</b></li>' page.txt "first row"
expect_text '<li data-row="[int:1]">[text:Bo & co]' page.txt "second row"
expect_text '<b>1</b>
' page.txt "one of two conditions"
expect_text '<form method="post" action="/x">[csrf]<label' page.txt "the token follows a form that posts"
expect_text '<form method="get"><label' page.txt "no token in a form that gets"
expect_text 'name="q" value="[attr:<Kari>]">' page.txt "an attribute in a branch"
expect_text '[field:1 what <Kari> Title 0 4 optional]' page.txt "a field"
expect_text '[field:5 pick 3 <Kari> 2 0 required]' page.txt "options by value, a number as value"
expect_text '[field:6 pick NULL Title 2 0 required]' page.txt "options by pointer"
expect_text '<option value="1" selected="selected">[text:short 1 0]</option>' page.txt "no element inside an option"
expect_text '[part:<Kari>][rule:][icon:1]' page.txt "call and icon"
expect_text 'plain\ "?"' page.txt "C strings are quoted"
refuse_text 'sent' page.txt "comments are not sent"
refuse_text 'none' page.txt "a branch not taken"
# Two empty lines: the page's first, and the one inside <pre>.
if [ "$(grep -c '^ a$' page.txt)" = 1 ] && [ "$(grep -c '^$' page.txt)" = 2 ]; then pass "white space"; else fail "white space: $(cat page.txt)"; fi
touch -d '2001-01-01' sample_views.c sample_views.h
generate good.html plain.html
if [ -n "$(find . -name 'sample_views.*' -newermt 2002-01-01)" ]; then fail "unchanged output was written again"; else pass "unchanged output is left alone"; fi

# ── refused by the C compiler, at the template's line ───────────────────
bad_compile 3 "nam" <<'X'
{{template sample struct sample v}}
<p>a</p>
<p>{{v->nam}}</p>
X
bad_compile 4 "T_sample_titel" <<'X'
{{template sample struct sample v}}
<p>{{v->name}}</p>

<h1>{{t sample_titel}}</h1>
X
bad_compile 3 "_Generic" <<'X'
{{template sample struct sample v}}
<p>{{v->name}}</p>
<p>{{v->has}}</p>
X
bad_compile 2 "_Generic" <<'X'
{{template sample struct sample v}}
<p>{{v->id}}</p>
X
bad_compile 3 "_Generic" <<'X'
{{template sample struct sample v}}
<p>a</p>
{{t sample_count n=v->id}}
X
bad_compile 3 "r_j" <<'X'
{{template sample struct sample v}}
{{each r in v->rows}}
{{r_j}}
{{end}}
X
bad_compile 3 "ICON_BEL" <<'X'
{{template sample struct sample v}}

{{icon bel}}
X

# ── refused by htmlgen ──────────────────────────────────────────────────
n=0
while IFS='|' read -r line message template; do
  [ -n "$line" ] || continue
  n=$((n + 1))
  printf '%b' "{{template sample struct sample v}}\n$template" > bad.html
  output=$(generate bad.html)
  expect_error "bad.html:$line" "$message" "$output" $? "$template"
done <<'X'
2|must be quoted|<p class=a>x</p>\n
3|must be quoted|<p>x</p>\n<p class={{v->name}}>x</p>\n
2|in text or in a quoted attribute|<p {{v->name}}>x</p>\n
2|in text or in a quoted attribute|<p {{t sample_title}}>x</p>\n
2|event handlers|<p onclick="x">x</p>\n
2|event handlers|<svg OnLoad="x"></svg>\n
3|event handlers|<p\n  onclick="{{v->name}}">x</p>\n
2|event handlers|<p{{attr? onclick v->has}}>x</p>\n
3|no script|<p>x</p>\n<script>x</script>\n
2|no script|<svg><SCRIPT>x</SCRIPT></svg>\n
2|no style|<style>x</style>\n
2|style: this attribute|<p style="color: red">x</p>\n
2|not used in Felles|<iframe src="/x"></iframe>\n
2|a URL may begin|<a href="javascript:x">x</a>\n
2|a URL may begin|<a href="JavaScript:x">x</a>\n
2|a URL may begin|<a href="data:text/html,x">x</a>\n
2|begins with white space|<a href=" javascript:x">x</a>\n
2|character reference|<a href="java&#115;cript:x">x</a>\n
2|a URL may begin|<a href="{{v->name}}:x">x</a>\n
2|a URL may begin|<a href="java{{v->name}}:x">x</a>\n
2|a URL may begin|<a href="{{if v->has}}java{{end}}script:x">x</a>\n
2|may not stand in a URL|<a href="{{each r in v->rows}}a{{end}}">x</a>\n
2|</div> closes <p> from line 2|<p>x</div>\n
4|</p> closes <b> from line 3|<p>\n<b>x\n</p></b>\n
3|closes nothing|<p>x</p>\n</p>\n
2|has no end tag|<p>x<br></br></p>\n
2|close themselves|<div/>\n
3|<b> is not closed|<p>x</p>\n<b>x\n\n
3|the tag <a> is not closed|<p>x</p>\n<a href="x>y</a>\n\n
3|not closed with {{end}}|<p>x</p>\n{{if v->has}}\n<p>x</p>\n
3|not closed with {{end}}|<p>x</p>\n{{each r in v->rows}}\n
2|{{end}} without a block|<p>x</p>{{end}}\n
2|{{else}} without {{if}}|{{each r in v->rows}}{{else}}{{end}}\n
4|{{else}} without {{if}}|{{if v->has}}\n{{else}}\n{{else}}{{end}}\n
2|unknown word "foo"|{{foo bar}}\n
3|unknown word "elseif"|{{if v->has}}\n{{elseif v->count}}{{end}}\n
2|nothing in|<p>{{ }}</p>\n
2|{{ without }}|<p>{{v->name</p>\n
2|without ; { }|<p>{{v->name; x()}}</p>\n
2|without ; { }|{{call html_lit v->name, 3}}\n
2|{{if}} needs more|{{if}}{{end}}\n
2|{{date}} needs a value|{{date}}\n
2|not a text key|{{t Sample}}\n
2|a parameter is name=value|{{t sample_title v->name}}\n
2|{{each row in rows}}|{{each r of v->rows}}{{end}}\n
4|the branches end differently|{{if v->has}}\n<div>\n{{end}}</div>\n
4|the branches end differently|{{if v->has}}<p>\n{{else}}<div>\n{{end}}</div>\n
2|the branches end differently|<a {{if v->has}}href="{{else}}title="{{end}}x">x</a>\n
3|the branches end differently|{{each r in v->rows}}<div>\n{{end}}\n
2|may not repeat attributes|<p {{each r in v->rows}} class="x"{{end}}>x</p>\n
3|<img> needs alt|<p>x</p>\n<img\n src="/x"\n>\n
2|<img> needs alt|<img src="/x"{{if v->has}} alt="x"{{end}}>\n
2|<input> needs a label|<input name="x">\n
2|<select> needs a label|<select name="x"></select>\n
2|<textarea> needs a label|<textarea name="x"></textarea>\n
2|<input> needs a label|<input {{if v->has}}type="hidden"{{end}} name="x">\n
3|no <label for="a">|<label for="b">x</label>\n<input id="a">\n
2|class stands twice|<p class="a" class="b">x</p>\n
2|class stands twice|<p class="a"{{if v->has}} class="b"{{end}}>x</p>\n
2|a space is missing|<p class="a"id="b">x</p>\n
2|a space is missing|<p{{if v->has}} class="a"{{end}}id="b">x</p>\n
2|without spaces|<p class = "a">x</p>\n
2|lower case|<P>x</P>\n
2|lower case|<p CLASS="a">x</p>\n
2|text and inline elements only|<p><div>x</div></p>\n
2|inside another of its kind|<a href="/x"><b><a href="/y">x</a></b></a>\n
2|belongs in|<div><li>x</li></div>\n
2|outside its table|<div><tr></tr></div>\n
2|directly in the element around it|<ul><p>x</p></ul>\n
2|needs method|<form action="/x"></form>\n
2|method must be written out|<form method="{{v->name}}"></form>\n
2|needs method|<form {{if v->has}}method="post"{{end}}></form>\n
2|path of Felles|<form method="post" action="https://x.no/"></form>\n
2|formmethod|<button formmethod="get">x</button>\n
2|write &lt;|<p>a < b</p>\n
2|comment is not closed|<p>x</p><!-- \n\n
2|in text only|<p title="{{call sample_rule}}">x</p>\n
2|in text only|<p title="{{icon bell}}">x</p>\n
2|between attributes only|{{attr? hidden v->has}}\n
2|needs name=|{{field text label=sample_title}}\n
2|needs label=|{{field text name=x}}\n
2|unknown "rowz"|{{field text name=x label=sample_title rowz=3}}\n
2|must be followed by >|</p {{v->name}}>\n
2|unknown word "template"|{{template sample struct sample v}}\n
X
[ "$n" -gt 80 ] || fail "only $n bad templates were read"
bad 1 "the first line is" <<'X'
<p>x</p>
X
bad 1 "a type and a variable" <<'X'
{{template sample struct sample h}}
X
bad 1 "{{template name}} or" <<'X'
{{template sample const char *v}}
X
printf '{{template sample}}\n<p>\377</p>' > bad.html
output=$(generate bad.html)
expect_error "bad.html:1" "not UTF-8" "$output" $? "bytes that are not UTF-8"
finish
