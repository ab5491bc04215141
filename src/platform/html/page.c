/* The frame around every page: head, top bar, menu, receipt, error summary, foot. What stands in it is the page's own.
 * May not read the database itself; counts in the menu come from the program's own functions. */
#include "platform/html/frame.h"
#include "platform/http/http.h"

#include "assets.h"
#include "html_views.h"
#include "texts.h"

#include <string.h>

#define LITERAL(h, markup) html_lit(h, markup, sizeof(markup) - 1)

static const struct session *session_of(const struct html *h) { return h->rq ? h->rq->session : NULL; }

/* ── the head ─────────────────────────────────────────────────────────── */

static const char *scheme_of(const struct html *h) {
    const struct session *session = session_of(h);
    enum scheme scheme = session ? session->scheme : SCHEME_AUTO;
    if (scheme == SCHEME_LIGHT) return "light";
    return scheme == SCHEME_DARK ? "dark" : "auto";
}

static const char *title_of(const struct html *h, const struct page *page) {
    return page->title_text ? page->title_text : text_of(h->lang, page->title);
}

static bool is_refused(const struct html *h) { return h->form && h->form->refused; }

static void write_head(struct html *h, const struct page *page) {
    const char *scheme = scheme_of(h);
    const struct session *session = session_of(h);
    str_addf(&h->out, "<!doctype html>\n<html lang=\"%s\" data-color-scheme=\"%s\" data-time=\"%s\"%s>\n", lang_code(h->lang), scheme,
             instant_iso(h->arena, h->now), session && !session->shortcuts ? " data-shortcuts=\"off\"" : "");
    LITERAL(h, "<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    if (is_refused(h)) {
        html_text(h, text_of(h->lang, T_frame_title_error));
        LITERAL(h, ": ");
    }
    html_text(h, title_of(h, page));
    LITERAL(h, " – Felles</title>\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"");
    html_attr(h, text_equal(scheme, "auto") ? "light dark" : scheme);
    LITERAL(h, "\">\n<link rel=\"icon\" href=\"" ASSET_URL_FELLES_SVG "\" type=\"image/svg+xml\">\n"
               "<link rel=\"preload\" href=\"" ASSET_URL_INTER_LATIN_WOFF2 "\" as=\"font\" type=\"font/woff2\" crossorigin>\n");
    if (page->kind == PAGE_NARROW) LITERAL(h, "<link rel=\"stylesheet\" href=\"" ASSET_URL_DS_FLAT_CSS "\">\n");
    else LITERAL(h, "<link rel=\"stylesheet\" href=\"" ASSET_URL_DS_CSS "\">\n");
    LITERAL(h, "<link rel=\"stylesheet\" href=\"" ASSET_URL_FELLES_CSS "\">\n<script src=\"" ASSET_URL_FELLES_JS
               "\" defer></script>\n</head>\n");
}

/* ── the bars ─────────────────────────────────────────────────────────── */

static bool may_see(const struct session *session, const struct nav_item *item) {
    return item->right == RIGHT_PUBLIC || (session && item->right == RIGHT_SIGNED_IN) || session_may(session, item->right);
}

static int64_t count_of(const struct html *h, const struct nav_item *item) {
    if (!item->count || !h->rq->db) return 0;
    return item->count((struct request *)h->rq);
}

static struct nav_views nav_of(struct html *h, const struct page *page, bool own) {
    const struct nav_item *items = h->rq && h->rq->app && h->rq->session ? h->rq->app->nav : NULL;
    size_t n = 0;
    while (items && items[n].path) n++;
    struct nav_views nav = {n ? arena_array(h->arena, n, sizeof *nav.v) : NULL, 0};
    for (size_t i = 0; i < n; i++) {
        if (items[i].own != own || !may_see(h->rq->session, &items[i])) continue;
        int64_t count = count_of(h, &items[i]);
        nav.v[nav.n++] = (struct nav_view){.path = items[i].path,
                                           .label = items[i].label,
                                           .icon = items[i].icon,
                                           .count = count,
                                           .many = count > 99,
                                           .current = text_equal(page->nav, items[i].path)};
    }
    return nav;
}

static struct language_views languages_of(struct html *h) {
    static const struct {
        enum lang lang;
        const char *name;
    } languages[] = {{LANG_NB, "Bokmål"}, {LANG_NN, "Nynorsk"}, {LANG_EN, "English"}};
    size_t n = sizeof languages / sizeof *languages;
    struct language_views views = {arena_array(h->arena, n, sizeof *views.v), n};
    for (size_t i = 0; i < n; i++)
        views.v[i] = (struct language_view){lang_code(languages[i].lang), languages[i].name, languages[i].lang == h->lang};
    return views;
}

/* A page that answers a POST cannot be fetched again; an address longer than the form takes loses its query. */
static const char *here_of(const struct html *h) {
    enum { MOST = 1000 };
    const struct request *rq = h->rq;
    if (!rq || !rq->path || strlen(rq->path) > MOST || (rq->route && rq->route->method != METHOD_GET)) return "/";
    if (text_empty(rq->query) || strlen(rq->path) + strlen(rq->query) >= MOST) return rq->path;
    return arena_printf(h->arena, "%s?%s", rq->path, rq->query);
}

/* The search field stands in every page of whoever may use it. It posts: what is searched for never stands in an address. */
static bool may_search(const struct session *session) { return session_may_open(session, METHOD_POST, "/sok"); }

static const char *help_of(const struct html *h) {
    const struct request *rq = h->rq;
    const char *help = rq && rq->app && rq->app->help ? rq->app->help(rq) : NULL;
    return help ? help : "/hjelp";
}

static struct frame_view frame_of(struct html *h, const struct page *page) {
    const struct session *session = session_of(h);
    const struct app *app = h->rq ? h->rq->app : NULL;
    return (struct frame_view){.place = app ? app->municipality : NULL,
                               .signed_in = session != NULL,
                               .narrow = page->kind == PAGE_NARROW,
                               .may_search = may_search(session),
                               .name = session ? session->name : NULL,
                               .initials = session ? session->initials : NULL,
                               .unit = session ? session->unit_name : NULL,
                               .languages = languages_of(h),
                               .here = here_of(h),
                               .help = help_of(h),
                               .version = FELLES_VERSION,
                               .demo = app && app->demo};
}

/* The bar has room for BAR entries and the one that opens the rest, at a phone's width too. */
static void fold_menu(struct frame_view *frame) {
    enum { BAR = 5 };
    if (frame->nav.n <= BAR + 1) return;
    frame->more = (struct nav_views){frame->nav.v + BAR, frame->nav.n - BAR};
    frame->nav.n = BAR;
    for (size_t i = 0; i < frame->more.n; i++) {
        frame->more_count += frame->more.v[i].count;
        frame->more_current |= frame->more.v[i].current;
    }
}

static void write_top(struct html *h, const struct page *page) {
    struct frame_view frame = frame_of(h, page);
    if (page->kind != PAGE_STAFF) {
        frame_plain_top(h, &frame);
        return;
    }
    frame.nav = nav_of(h, page, false);
    fold_menu(&frame);
    frame.own = nav_of(h, page, true);
    for (size_t i = 0; i < frame.own.n; i++) frame.own_count += frame.own.v[i].count;
    frame_top(h, &frame);
}

static void write_body(struct html *h, const struct page *page) {
    bool menu = page->kind == PAGE_STAFF && session_of(h);
    if (page->kind == PAGE_NARROW) LITERAL(h, "<body class=\"f-citizen\" data-size=\"md\">\n");
    else if (menu) LITERAL(h, "<body class=\"f-with-nav\" data-size=\"sm\">\n");
    else LITERAL(h, "<body data-size=\"sm\">\n");
    LITERAL(h, "<a class=\"ds-skip-link\" href=\"#main\">");
    html_text(h, text_of(h->lang, T_frame_skip));
    LITERAL(h, "</a>\n");
}

static const char *notices_begin(const struct page *page) {
    return page->kind == PAGE_STAFF ? "<div class=\"f-page f-notices\">" : "<div class=\"f-page f-narrow f-notices\">";
}

static void write_receipt(struct html *h, const struct page *page) {
    if (!h->rq || !h->rq->notice) return;
    str_add(&h->out, notices_begin(page));
    frame_receipt(h, &(struct receipt_view){h->rq->notice});
    LITERAL(h, "</div>\n");
}

/* What was kept of this page: that it is shown, or where it can be. */
static void write_draft(struct html *h, const struct page *page) {
    const struct draft_shown *draft = h->rq ? &h->rq->draft : NULL;
    if (!draft || !draft->id) return;
    char mark = strchr(draft->page, '?') ? '&' : '?';
    str_add(&h->out, notices_begin(page));
    frame_draft(h, &(struct draft_view){.shown = draft->shown,
                                        .rescued = draft->shown && draft->rescued,
                                        .kept_at = draft->kept_at,
                                        .path = arena_printf(h->arena, "%s%cutkast=%lld", draft->page, mark, (long long)draft->id)});
    LITERAL(h, "</div>\n");
}

void draft_button(struct html *h) {
    if (h->page) frame_draft_button(h, &(struct draft_button_view){title_of(h, h->page)});
}

/* page_end writes of the same page, which may be gone with whoever began it. */
static const struct page *kept(struct html *h, const struct page *page) {
    struct page *copy = arena_array(h->arena, 1, sizeof *copy);
    *copy = *page;
    return copy;
}

void page_begin(struct html *h, const struct page *page) {
    h->page = kept(h, page);
    write_head(h, page);
    write_body(h, page);
    write_top(h, page);
    LITERAL(h, "<main id=\"main\" tabindex=\"-1\">\n");
    write_receipt(h, page);
    write_draft(h, page);
    h->summary_at = is_refused(h) ? h->out.length : 0;
}

/* ── the error summary ────────────────────────────────────────────────── */

static const struct field_fault *shown(const struct html *h, const char *name) {
    for (const struct field_fault *fault = h->faults; fault; fault = fault->next) {
        if (text_equal(fault->name, name)) return fault;
    }
    return NULL;
}

/* "Dette må fylles ut" says too little alone at the top of a page; a rule's own text names what it is about. */
static const char *label_of(struct html *h, const struct field_fault *fault) {
    if (!text_starts(text_name(fault->error), "field_")) return NULL;
    size_t length = strlen(fault->label);
    bool asks = length && fault->label[length - 1] == '?';
    return arena_printf(h->arena, "%s%s ", fault->label, asks ? "" : ":");
}

static struct fault_views faults_of(struct html *h) {
    size_t most = h->form->n;
    for (const struct field_fault *fault = h->faults; fault; fault = fault->next) most++;
    struct fault_views faults = {arena_array(h->arena, most, sizeof *faults.v), 0};
    size_t at = most;
    for (const struct field_fault *fault = h->faults; fault; fault = fault->next)
        faults.v[--at] = (struct fault_view){fault->id, label_of(h, fault), fault->error};
    memmove(faults.v, faults.v + at, (most - at) * sizeof *faults.v);
    faults.n = most - at;
    for (size_t i = 0; i < h->form->n; i++) {
        const struct form_field *field = &h->form->v[i];
        if (field->error && !shown(h, field->name)) faults.v[faults.n++] = (struct fault_view){NULL, NULL, field->error};
    }
    return faults;
}

static void insert_summary(struct html *h) {
    struct faults_view view = {faults_of(h)};
    if (!view.faults.n) return;
    struct html summary = html_in(h->arena, h->lang, h->today, h->now);
    str_add_n(&summary.out, str_text(&h->out), h->summary_at);
    str_add(&summary.out, notices_begin(h->page));
    frame_faults(&summary, &view);
    str_add(&summary.out, "</div>\n");
    str_add(&summary.out, str_text(&h->out) + h->summary_at);
    h->out = summary.out;
}

void page_end(struct html *h) {
    LITERAL(h, "</main>\n");
    struct frame_view frame = frame_of(h, h->page);
    if (h->page->kind == PAGE_NARROW) frame_plain_foot(h, &frame);
    else frame_foot(h, &frame);
    LITERAL(h, "</body>\n</html>\n");
    if (h->summary_at) insert_summary(h);
    h->summary_at = 0;
}
