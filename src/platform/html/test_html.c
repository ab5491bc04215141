/* Escaping, form fields, the error summary and the frame. */
#include "platform/html/html.h"
#include "platform/http/http.h"

#include "assets.h"
#include "icons.h"
#include "texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct arena *arena;
    struct html h;
};

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    if (!f) return -1;
    f->arena = arena_create();
    f->h = html_in(f->arena, LANG_NB, date_of(2026, 3, 17), instant_parse("2026-03-17T08:40"));
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    arena_destroy(f->arena);
    free(f);
    return 0;
}

static const char *out(const struct fixture *f) { return str_text(&f->h.out); }

static void clear(struct fixture *f) { f->h.out = str_in(f->arena); }

static void assert_has(const char *text, const char *part) {
    if (!strstr(text, part)) fail_msg("\"%s\" is not in: %s", part, text);
}

static void assert_lacks(const char *text, const char *part) {
    if (strstr(text, part)) fail_msg("\"%s\" is in: %s", part, text);
}

static int times(const char *text, const char *part) {
    int n = 0;
    for (; (text = strstr(text, part)); text++) n++;
    return n;
}

/* ── escaping ─────────────────────────────────────────────────────────── */

static void text_and_attributes_are_escaped(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *given, *in_text, *in_attribute;
    } cases[] = {
        {"Áilu Sara", "Áilu Sara", "Áilu Sara"},
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"\" onfocus=\"x", "\" onfocus=\"x", "&quot; onfocus=&quot;x"},
        {"' autofocus '", "' autofocus '", "&#39; autofocus &#39;"},
        {"&lt;b&gt; & æøå", "&amp;lt;b&amp;gt; &amp; æøå", "&amp;lt;b&amp;gt; &amp; æøå"},
        {"</textarea><img src=x>", "&lt;/textarea&gt;&lt;img src=x&gt;", "&lt;/textarea&gt;&lt;img src=x&gt;"},
        {"]]>-->", "]]&gt;--&gt;", "]]&gt;--&gt;"},
        {"", "", ""},
        {NULL, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        clear(f);
        html_text(&f->h, cases[i].given);
        assert_string_equal(out(f), cases[i].in_text);
        clear(f);
        html_attr(&f->h, cases[i].given);
        assert_string_equal(out(f), cases[i].in_attribute);
    }
}

static void an_address_that_runs_code_or_leaves_the_site_unseen_becomes_a_hash(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *given, *written;
    } cases[] = {
        {"/sak/12?vis=alle&side=2#tid", "/sak/12?vis=alle&amp;side=2#tid"},
        {"?side=2", "?side=2"},
        {"#main", "#main"},
        {"/a:b", "/a:b"},
        {"https://lovdata.no/lov/2022-12-20-121", "https://lovdata.no/lov/2022-12-20-121"},
        {"tel:+4790000231", "tel:+4790000231"},
        {"SMS:90000231", "SMS:90000231"},
        {"javascript:alert(1)", "#"},
        {"JaVaScRiPt:alert(1)", "#"},
        {" javascript:alert(1)", "#"},
        {"java\nscript:alert(1)", "#"},
        {"\x01javascript:alert(1)", "#"},
        {"data:text/html,x", "#"},
        {"vbscript:x", "#"},
        {"blob:https://x", "#"},
        {"//evil.example/", "#"},
        {"/\\evil.example/", "#"},
        {":x", "#"},
        {"\"><b>", "&quot;&gt;&lt;b&gt;"},
        {"", ""},
        {NULL, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        clear(f);
        html_url(&f->h, cases[i].given);
        assert_string_equal(out(f), cases[i].written);
    }
}

static void numbers_dates_and_icons(void **state) {
    struct fixture *f = *state;
    html_int(&f->h, INT64_MIN);
    assert_string_equal(out(f), "-9223372036854775808");
    clear(f);
    html_date(&f->h, date_of(2026, 3, 23), date_long);
    assert_has(out(f), "<time datetime=\"2026-03-23\">");
    assert_has(out(f), "mars");
    clear(f);
    html_date(&f->h, DATE_NONE, date_long);
    html_icon(&f->h, 0);
    html_icon(&f->h, ICON_COUNT);
    html_icon(&f->h, -1);
    assert_string_equal(out(f), "");
    html_icon(&f->h, ICON_DANGER);
    assert_has(out(f), "<svg class=\"f-icon\"");
    assert_has(out(f), "aria-hidden=\"true\"");
    assert_has(out(f), "<use href=\"" ASSET_URL_ICONS_SVG "#danger\"/>");
}

/* A page only points at a drawing, so the drawing must be in the file it points into. */
static void every_icon_is_drawn(void **state) {
    struct fixture *f = *state;
    const struct blob drawings = assets[ASSET_ICONS_SVG].raw;
    for (int icon = 1; icon < ICON_COUNT; icon++) {
        clear(f);
        html_icon(&f->h, icon);
        const char *name = strchr(out(f), '#');
        assert_non_null(name);
        char drawn[64];
        snprintf(drawn, sizeof drawn, "<symbol id=\"%.*s\"", (int)strcspn(name + 1, "\""), name + 1);
        assert_non_null(memmem(drawings.data, drawings.size, drawn, strlen(drawn)));
    }
}

/* ── fields ───────────────────────────────────────────────────────────── */

static const struct options units = {(struct option[]){{"1", "Boligkontoret", NULL}, {"2", "Oppfølging & <nær>", "Døgnet rundt"}}, 2};

static void an_untouched_text_field_has_label_hint_and_the_value_of_the_page(void **state) {
    struct fixture *f = *state;
    html_field(&f->h,
               &(struct field){.kind = FIELD_TEXT, .name = "town", .label_text = "By <1>", .hint_text = "Der du bor", .value = "\"Å\""});
    assert_has(out(f), "<label class=\"ds-label\" for=\"town\">By &lt;1&gt;");
    assert_has(out(f), "<p data-field=\"description\" id=\"town-hint\">Der du bor</p>");
    assert_has(out(f), "id=\"town\" name=\"town\" type=\"text\" value=\"&quot;Å&quot;\"");
    assert_has(out(f), "aria-describedby=\"town-hint\"");
    assert_lacks(out(f), "aria-invalid");
    assert_lacks(out(f), "valgfritt");
}

/* A refused form with one field wrong. */
static struct form refused(struct form_field *fields, size_t n) { return (struct form){.v = fields, .n = n, .refused = true}; }

/* trace: UU-1 */
static void a_refused_field_keeps_what_was_typed_and_says_what_is_wrong(void **state) {
    struct fixture *f = *state;
    struct form_field fields[] = {{"what", "<b>halv setning", T_field_too_short}};
    struct form form = refused(fields, 1);
    f->h.form = &form;
    html_field(
        &f->h,
        &(struct field){.kind = FIELD_TEXTAREA, .name = "what", .label_text = "Hva", .value = "fra siden", .max = 2000, .optional = true});
    assert_has(out(f), "&lt;b&gt;halv setning</textarea>");
    assert_lacks(out(f), "fra siden");
    assert_has(out(f), "aria-invalid=\"true\"");
    assert_has(out(f), "aria-describedby=\"what-counter what-error\"");
    assert_has(out(f), "<p class=\"ds-validation-message\" id=\"what-error\">");
    assert_has(out(f), text_of(LANG_NB, T_field_too_short));
    assert_has(out(f), "data-max=\"2000\"");
    assert_has(out(f), "id=\"what-counter\"");
    assert_has(out(f), "valgfritt");
}

static void a_line_break_first_in_a_long_text_is_kept(void **state) {
    struct fixture *f = *state;
    html_field(&f->h, &(struct field){.kind = FIELD_TEXTAREA, .name = "what", .label_text = "Hva", .value = "\nto"});
    assert_has(out(f), ">\n\nto</textarea>"); /* the parser drops the first */
}

static void a_password_is_never_written_back(void **state) {
    struct fixture *f = *state;
    struct form_field fields[] = {{"secret", "hemmelig", 0}};
    struct form form = refused(fields, 1);
    f->h.form = &form;
    html_field(
        &f->h,
        &(struct field){
            .kind = FIELD_PASSWORD, .name = "secret", .label_text = "Passord", .value = "hemmelig", .autocomplete = "current-password"});
    assert_has(out(f), "type=\"password\"");
    assert_has(out(f), "autocomplete=\"current-password\"");
    assert_lacks(out(f), "hemmelig");
}

static void a_date_is_shown_the_way_it_is_typed_and_a_wrong_one_is_kept(void **state) {
    struct fixture *f = *state;
    const struct field field = {.kind = FIELD_DATE, .name = "from", .label_text = "Fra", .value = "2026-03-07"};
    html_field(&f->h, &field);
    assert_has(out(f), "value=\"07.03.2026\"");
    assert_has(out(f), "inputmode=\"numeric\"");
    assert_has(out(f), text_of(LANG_NB, T_field_date_hint));
    clear(f);
    struct form_field fields[] = {{"from", "17.33.2026", T_field_date}};
    struct form form = refused(fields, 1);
    f->h.form = &form;
    html_field(&f->h, &field);
    assert_has(out(f), "value=\"17.33.2026\"");
}

static void a_list_offers_an_empty_choice_only_when_nothing_is_chosen_or_it_is_optional(void **state) {
    struct fixture *f = *state;
    struct field field = {.kind = FIELD_SELECT, .name = "unit", .label_text = "Enhet", .options = &units};
    html_field(&f->h, &field);
    assert_has(out(f), "<option value=\"\">");
    assert_has(out(f), "<option value=\"2\">Oppfølging &amp; &lt;nær&gt;</option>");
    assert_lacks(out(f), "selected");
    clear(f);
    field.value = "2";
    html_field(&f->h, &field);
    assert_has(out(f), "<option value=\"2\" selected=\"selected\">");
    assert_int_equal(times(out(f), "selected=\"selected\""), 1);
    assert_lacks(out(f), "<option value=\"\">");
    clear(f);
    field.optional = true;
    html_field(&f->h, &field);
    assert_has(out(f), "<option value=\"\">");
}

static void radios_stand_in_a_group_with_a_legend_and_unique_ids(void **state) {
    struct fixture *f = *state;
    html_field(&f->h, &(struct field){.kind = FIELD_RADIOS, .name = "unit", .label_text = "Enhet", .options = &units, .value = "1"});
    assert_has(out(f), "<fieldset class=\"ds-fieldset\"><legend class=\"ds-label\">Enhet");
    assert_has(out(f), "id=\"unit\" name=\"unit\" value=\"1\" checked=\"checked\"");
    assert_has(out(f), "id=\"unit-2\" name=\"unit\" value=\"2\" aria-describedby=\"unit-2-meaning\"");
    assert_has(out(f), "id=\"unit-2-meaning\">Døgnet rundt");
    assert_int_equal(times(out(f), "checked=\"checked\""), 1);
}

static void boxes_take_the_ticks_of_the_page_and_then_only_those_sent(void **state) {
    struct fixture *f = *state;
    const struct field field = {.kind = FIELD_CHECKBOXES, .name = "unit", .label_text = "Enheter", .options = &units, .value = "1,2"};
    html_field(&f->h, &field);
    assert_int_equal(times(out(f), "checked=\"checked\""), 2);
    clear(f);
    struct form_field fields[] = {{"unit", "2", 0}};
    struct form form = refused(fields, 1);
    f->h.form = &form;
    html_field(&f->h, &field);
    assert_has(out(f), "value=\"2\" checked=\"checked\"");
    assert_int_equal(times(out(f), "checked=\"checked\""), 1);
}

static void one_box_is_ticked_by_the_page_or_by_what_was_sent(void **state) {
    struct fixture *f = *state;
    struct field field = {.kind = FIELD_CHECKBOX, .name = "reserve", .label_text = "Reserve", .value = "1"};
    html_field(&f->h, &field);
    assert_has(out(f), "value=\"1\" checked=\"checked\"");
    clear(f);
    field.value = "0";
    html_field(&f->h, &field);
    assert_lacks(out(f), "checked=");
    clear(f);
    field.value = "1";
    struct form_field fields[] = {{"other", "x", 0}};
    struct form form = refused(fields, 1);
    f->h.form = &form;
    html_field(&f->h, &field);
    assert_lacks(out(f), "checked="); /* a box that was cleared is not sent */
}

/* ── the frame ────────────────────────────────────────────────────────── */

static int64_t seven(struct request *rq) {
    (void)rq;
    return 7;
}

static const struct nav_item nav[] = {
    {.label = T_frame_menu, .path = "/dag", .icon = ICON_INBOX, .right = RIGHT_SIGNED_IN, .count = seven},
    {.label = T_frame_help, .path = "/for-alle", .icon = ICON_HELP, .right = RIGHT_PUBLIC},
    {.label = T_frame_privacy, .path = "/for-noen", .icon = ICON_CASE, .right = (enum right)70},
    {.path = NULL},
};
static const struct app app = {.municipality = "Fjordvik <kommune>", .demo = true, .nav = nav};

static struct html *page(struct fixture *f, struct request *rq, struct page page) {
    rq->arena = f->arena;
    rq->now = f->h.now;
    rq->today = f->h.today;
    if (!rq->lang) rq->lang = LANG_NB;
    rq->app = &app;
    if (!rq->path) rq->path = "/sak/12";
    struct html *h = html_new(rq);
    page_begin(h, &page);
    static const char content[] = "<p>Innhold</p>";
    html_lit(h, content, sizeof content - 1);
    page_end(h);
    return h;
}

static struct session signed_in(void) {
    return (struct session){
        .name = "Silje \"B\" Bakken", .initials = "SB", .unit_name = "Nærteamet", .csrf = "t'oken", .lang = LANG_NB, .shortcuts = true};
}

static void a_page_has_title_language_landmarks_and_who_is_signed_in(void **state) {
    struct fixture *f = *state;
    struct session session = signed_in();
    struct request rq = {.session = &session};
    const char *text = str_text(&page(f, &rq, (struct page){.kind = PAGE_STAFF, .title_text = "A & B", .nav = "/dag"})->out);
    assert_has(text, "<!doctype html>\n<html lang=\"nb\" data-color-scheme=\"auto\" data-time=\"2026-03-17T07:40:00.000Z\">");
    assert_has(text, "<title>A &amp; B – Felles</title>");
    assert_has(text, "href=\"#main\"");
    assert_has(text, "<main id=\"main\" tabindex=\"-1\">");
    assert_int_equal(times(text, "<main"), 1);
    assert_has(text, "Fjordvik &lt;kommune&gt;");
    assert_has(text, "<b>Silje \"B\" Bakken</b>");
    assert_has(text, "data-initials=\"SB\"");
    assert_has(text, "<p>Innhold</p></main>");
    assert_has(text, text_of(LANG_NB, T_frame_demo));
    assert_lacks(text, "style=");
    assert_lacks(text, "<script>");
}

static void the_menu_shows_what_the_session_may_use_with_counts(void **state) {
    struct fixture *f = *state;
    struct session session = signed_in();
    struct request rq = {.session = &session, .db = (struct db *)(uintptr_t)1}; /* counts are read only when there is a database */
    const char *text = str_text(&page(f, &rq, (struct page){.kind = PAGE_STAFF, .title_text = "x", .nav = "/dag"})->out);
    assert_has(text, "<a href=\"/dag\" aria-current=\"page\">");
    assert_has(text, ">7<");
    assert_has(text, "href=\"/for-alle\"");
    assert_lacks(text, "/for-noen");
    session_allow(&session, (enum right)70);
    rq.db = NULL;
    text = str_text(&page(f, &rq, (struct page){.kind = PAGE_STAFF, .title_text = "x"})->out);
    assert_has(text, "href=\"/for-noen\"");
    assert_lacks(text, ">7<");
    assert_lacks(text, "aria-current=\"page\"");
}

static const char *help_with(const struct request *rq) {
    (void)rq;
    return "/hjelp#dag";
}

/* Seven entries are one too many for the bar: five stand in it, the rest unfold without a script, with their number and their place. */
static void a_long_menu_folds_and_every_page_leads_to_its_help(void **state) {
    static const struct nav_item many[] = {
        {.label = T_frame_menu, .path = "/1", .right = RIGHT_PUBLIC},    {.label = T_frame_help, .path = "/2", .right = RIGHT_PUBLIC},
        {.label = T_frame_privacy, .path = "/3", .right = RIGHT_PUBLIC}, {.label = T_frame_privacy, .path = "/4", .right = RIGHT_PUBLIC},
        {.label = T_frame_privacy, .path = "/5", .right = RIGHT_PUBLIC}, {.label = T_frame_privacy, .path = "/6", .right = RIGHT_PUBLIC, .count = seven},
        {.label = T_frame_privacy, .path = "/7", .right = RIGHT_PUBLIC}, {.path = NULL},
    };
    static const struct app long_app = {.municipality = "Fjordvik", .nav = many, .help = help_with};
    struct fixture *f = *state;
    struct session session = signed_in();
    struct request rq = {.session = &session, .db = (struct db *)(uintptr_t)1};
    const char *text = str_text(&page(f, &rq, (struct page){.kind = PAGE_STAFF, .title_text = "x", .nav = "/dag"})->out);
    assert_lacks(text, "f-nav-more");
    assert_has(text, "href=\"/hjelp\"");
    rq.app = &long_app;
    struct html *h = html_new(&rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title_text = "x", .nav = "/7"});
    page_end(h);
    text = str_text(&h->out);
    const char *more = strstr(text, "<details class=\"f-menu f-nav-more\"><summary data-current=\"true\">");
    assert_non_null(more);
    assert_has(more, "href=\"/6\"");
    assert_has(more, "href=\"/7\" aria-current=\"page\"");
    assert_lacks(more, "href=\"/5\"");
    assert_has(more, ">7<");
    assert_int_equal(times(text, "href=\"/hjelp#dag\""), 2);
}

static void every_form_of_the_frame_carries_the_token_and_none_does_without_a_session(void **state) {
    struct fixture *f = *state;
    struct session session = signed_in();
    struct request rq = {.session = &session};
    const char *text = str_text(&page(f, &rq, (struct page){.kind = PAGE_STAFF, .title_text = "x"})->out);
    assert_int_equal(times(text, "method=\"post\""), 4); /* three languages, log out */
    assert_int_equal(times(text, "name=\"csrf\" value=\"t&#39;oken\""), 4);
    rq.session = NULL;
    text = str_text(&page(f, &rq, (struct page){.kind = PAGE_BARE, .title_text = "x"})->out);
    assert_lacks(text, "csrf");
    assert_lacks(text, "/logg-ut");
    assert_lacks(text, "<nav");
    assert_has(text, "action=\"/sprak\"");
}

static void a_change_of_language_leads_back_to_the_page_unless_it_answered_a_post(void **state) {
    struct fixture *f = *state;
    struct request rq = {.path = "/sok", .query = "q=Bru&side=2"};
    const char *text = str_text(&page(f, &rq, (struct page){.kind = PAGE_BARE, .title_text = "x"})->out);
    assert_has(text, "name=\"to\" value=\"/sok?q=Bru&amp;side=2\"");
    struct route route = {.method = METHOD_POST};
    rq.route = &route;
    text = str_text(&page(f, &rq, (struct page){.kind = PAGE_BARE, .title_text = "x"})->out);
    assert_has(text, "name=\"to\" value=\"/\"");
}

static void the_settings_of_the_session_reach_the_page(void **state) {
    struct fixture *f = *state;
    struct session session = signed_in();
    session.scheme = SCHEME_DARK;
    session.shortcuts = false;
    struct request rq = {.session = &session, .lang = LANG_NN};
    const char *text = str_text(&page(f, &rq, (struct page){.kind = PAGE_NARROW, .title_text = "x"})->out);
    assert_has(text, "<html lang=\"nn\" data-color-scheme=\"dark\"");
    assert_has(text, "data-shortcuts=\"off\"");
    assert_has(text, "<meta name=\"color-scheme\" content=\"dark\">");
    assert_has(text, "<body class=\"f-citizen\" data-size=\"md\">");
    assert_has(text, "lang=\"nn\" aria-pressed=\"true\">Nynorsk");
    assert_has(text, "Mi side");
}

static void a_receipt_stands_first_in_main(void **state) {
    struct fixture *f = *state;
    struct request rq = {.notice = T_frame_demo};
    const char *text = str_text(&page(f, &rq, (struct page){.kind = PAGE_STAFF, .title_text = "x"})->out);
    const char *receipt = strstr(text, "role=\"status\"");
    assert_non_null(receipt);
    assert_true(receipt > strstr(text, "<main"));
    assert_true(receipt < strstr(text, "Innhold"));
}

/* trace: UU-1 */
static void the_error_summary_names_every_error_once_with_a_link_to_its_field(void **state) {
    struct fixture *f = *state;
    struct form_field fields[] = {
        {"from", "x", T_field_date}, {"", NULL, T_frame_demo}, {"what", "", T_frame_help}, {"unit", "", T_field_required}};
    struct form form = refused(fields, 4);
    struct request rq = {.arena = f->arena, .now = f->h.now, .today = f->h.today, .lang = LANG_NB, .app = &app, .form = &form, .path = "/"};
    struct html *h = html_new(&rq);
    const struct page page = {.kind = PAGE_STAFF, .title_text = "Overføring"};
    page_begin(h, &page);
    html_field(h, &(struct field){.kind = FIELD_RADIOS, .name = "unit", .label_text = "Enhet <1>", .options = &units});
    html_field(h, &(struct field){.kind = FIELD_DATE, .name = "from", .label_text = "Fra"});
    html_field(h, &(struct field){.kind = FIELD_TEXT, .name = "town", .label_text = "By"});
    html_field(h, &(struct field){.kind = FIELD_TEXTAREA, .name = "what", .label_text = "Hva"});
    page_end(h);
    const char *text = str_text(&h->out);
    assert_has(text, "<title>Feil: Overføring");
    const char *summary = strstr(text, "ds-error-summary");
    assert_non_null(summary);
    assert_true(summary < strstr(text, "<fieldset"));
    assert_has(summary, text_format(f->arena, LANG_NB, T_frame_faults, "n", "4", NULL));
    const char *unit = strstr(summary, "<a href=\"#unit\">Enhet &lt;1&gt;: Dette må fylles ut</a>");
    const char *from = strstr(summary, "<a href=\"#from\">Fra: ");
    const char *what = strstr(summary, "<a href=\"#what\">Hjelp</a>"); /* a rule's own text stands alone */
    assert_non_null(unit);
    assert_non_null(from);
    assert_non_null(what);
    assert_true(unit < from && from < what);  /* the order of the page, not of the form */
    assert_has(summary, "<li>Testdata</li>"); /* wrong with the whole form: no field to lead to */
    assert_int_equal(times(text, "ds-error-summary"), 1);
    assert_has(text, "</html>");
    assert_lacks(text, "href=\"#town\"");
}

static void a_form_that_was_not_refused_has_no_summary(void **state) {
    struct fixture *f = *state;
    struct form_field fields[] = {{"what", "ja", 0}};
    struct form form = {.v = fields, .n = 1};
    struct request rq = {.form = &form};
    const char *text = str_text(&page(f, &rq, (struct page){.kind = PAGE_STAFF, .title_text = "x"})->out);
    assert_lacks(text, "ds-error-summary");
    assert_lacks(text, "Feil:");
}

#define RULE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        RULE(text_and_attributes_are_escaped),
        RULE(an_address_that_runs_code_or_leaves_the_site_unseen_becomes_a_hash),
        RULE(numbers_dates_and_icons),
        RULE(every_icon_is_drawn),
        RULE(an_untouched_text_field_has_label_hint_and_the_value_of_the_page),
        RULE(a_refused_field_keeps_what_was_typed_and_says_what_is_wrong),
        RULE(a_line_break_first_in_a_long_text_is_kept),
        RULE(a_password_is_never_written_back),
        RULE(a_date_is_shown_the_way_it_is_typed_and_a_wrong_one_is_kept),
        RULE(a_list_offers_an_empty_choice_only_when_nothing_is_chosen_or_it_is_optional),
        RULE(radios_stand_in_a_group_with_a_legend_and_unique_ids),
        RULE(boxes_take_the_ticks_of_the_page_and_then_only_those_sent),
        RULE(one_box_is_ticked_by_the_page_or_by_what_was_sent),
        RULE(a_page_has_title_language_landmarks_and_who_is_signed_in),
        RULE(the_menu_shows_what_the_session_may_use_with_counts),
        RULE(a_long_menu_folds_and_every_page_leads_to_its_help),
        RULE(every_form_of_the_frame_carries_the_token_and_none_does_without_a_session),
        RULE(a_change_of_language_leads_back_to_the_page_unless_it_answered_a_post),
        RULE(the_settings_of_the_session_reach_the_page),
        RULE(a_receipt_stands_first_in_main),
        RULE(the_error_summary_names_every_error_once_with_a_link_to_its_field),
        RULE(a_form_that_was_not_refused_has_no_summary),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
