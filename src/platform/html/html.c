/* The escapers and the small things templates write: numbers, dates, icons, the form token.
 * May not know any page; nothing here writes text that has not passed an escaper. */
#include "platform/html/html.h"

#include "icons.h"
#include "platform/http/http.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { ORDINARY_PAGE = 96 * 1024 };

struct html *html_new(struct request *rq) {
    struct html *h = arena_alloc(rq->arena, sizeof *h);
    *h = html_in(rq->arena, rq->lang, rq->today, rq->now);
    str_reserve(&h->out, ORDINARY_PAGE);
    h->rq = rq;
    h->form = rq->form;
    return h;
}

struct html html_in(struct arena *arena, enum lang lang, struct date today, struct instant now) {
    return (struct html){.out = str_in(arena), .arena = arena, .lang = lang ? lang : LANG_NB, .today = today, .now = now};
}

void html_lit(struct html *h, const char *markup, size_t length) { str_add_n(&h->out, markup, length); }

static const char *entity(char byte) {
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return "&#39;";
    }
}

static void escape(struct html *h, const char *text, const char *special) {
    if (!text) return;
    for (;;) {
        size_t plain = strcspn(text, special);
        str_add_n(&h->out, text, plain);
        text += plain;
        if (!*text) return;
        str_add(&h->out, entity(*text++));
    }
}

void html_text(struct html *h, const char *text) { escape(h, text, "&<>"); }
void html_attr(struct html *h, const char *text) { escape(h, text, "&<>\"'"); }

/* Browsers drop control characters and look past leading space before they read the scheme, so no such address is trusted;
 * nor is one that names another host without a scheme. */
static bool url_is_safe(const char *url) {
    for (const char *at = url; *at; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7f || *at == '\\') return false;
    }
    if (url[0] == ' ' || (url[0] == '/' && url[1] == '/')) return false;
    size_t first = strcspn(url, ":/?#");
    if (url[first] != ':') return true;
    static const char *const schemes[] = {"https", "http", "mailto", "tel", "sms"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (strlen(schemes[i]) == first && strncasecmp(url, schemes[i], first) == 0) return true;
    }
    return false;
}

void html_url(struct html *h, const char *text) { html_attr(h, text && !url_is_safe(text) ? "#" : text); }

void html_int(struct html *h, int64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0) str_add_char(&h->out, '-');
    str_add_n(&h->out, digits + at, sizeof digits - at);
}

void html_icon(struct html *h, int icon) {
    if (icon <= 0 || icon >= ICON_COUNT) return;
    html_lit(h, icon_markups[icon].svg, icon_markups[icon].length);
}

void html_csrf(struct html *h) {
    const struct session *session = h->rq ? h->rq->session : NULL;
    if (!session || !session->csrf) return;
    str_add(&h->out, "<input type=\"hidden\" name=\"csrf\" value=\"");
    html_attr(h, session->csrf);
    str_add(&h->out, "\">");
}

void html_date(struct html *h, struct date date, const char *(*format)(struct arena *, enum lang, struct date)) {
    if (date_is_none(date)) return;
    str_addf(&h->out, "<time datetime=\"%s\">", date_iso(h->arena, date));
    html_text(h, format == date_short ? date_day(h->arena, h->lang, date, h->today) : format(h->arena, h->lang, date));
    str_add(&h->out, "</time>");
}
