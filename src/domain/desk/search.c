/* Search by name, national id or case number. Finds only cases the session's unit is part of; a person the unit has nothing to do with
 * gives the same empty page as one nobody knows, so that no answer tells that she is known (L3, I-04). What is typed never stands in an
 * address, and no national id in an answer (GDPR-5). */
#include "domain/desk/internal.h"

#include "desk_routes.h"
#include "domain/secrecy/secrecy.h"
#include "texts.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 3, WORDS_MOST = 12, DIGITS_OF_ID = 11, LETTERS_LEAST = 2 };

/* ── what was typed ───────────────────────────────────────────────────── */

static bool only_digits(const char *text, size_t length) { return length > 0 && strspn(text, "0123456789") == length && !text[length]; }

/* "2026-17" is written out as "2026-000017". */
static const char *case_number(struct arena *arena, const char *text) {
    const char *dash = strchr(text, '-');
    int64_t year, serial;
    if (!dash || dash - text != 4 || !only_digits(dash + 1, strlen(dash + 1)) || strlen(dash + 1) > 9) return NULL;
    if (!parse_int(arena_strndup(arena, text, 4), &year) || year < 1000 || !parse_int(dash + 1, &serial)) return NULL;
    return arena_printf(arena, "%lld-%06lld", (long long)year, (long long)serial);
}

static int by_length(const void *a, const void *b) {
    const struct blob *left = a, *right = b;
    if (left->size != right->size) return left->size < right->size ? 1 : -1;
    return memcmp(left->data, right->data, left->size);
}

/* The end of the range of everything that begins so: no byte of UTF-8 is 0xff. */
static struct blob end_of(struct arena *arena, struct blob word) {
    if (!word.data) return word;
    uint8_t *end = arena_alloc(arena, word.size + 1);
    memcpy(end, word.data, word.size);
    end[word.size] = 0xff;
    return (struct blob){end, word.size + 1};
}

void search_parse(struct arena *arena, const char *typed, struct search_words *ret_words) {
    static const char between[] = " -'.,";
    struct search_words words = {0};
    const char *bare = text_without_spaces(arena, typed);
    *ret_words = words;
    if (only_digits(bare, DIGITS_OF_ID)) {
        if (national_id_valid(bare, NULL)) ret_words->national_id = bare;
        return;
    }
    if ((ret_words->number = case_number(arena, bare))) return;
    struct blob found[WORDS_MOST] = {0};
    size_t n = 0;
    for (const char *at = text_fold(arena, typed); *(at += strspn(at, between)) && n < WORDS_MOST; n++) {
        found[n] = (struct blob){(const uint8_t *)at, strcspn(at, between)};
        at += found[n].size;
    }
    qsort(found, n, sizeof *found, by_length);
    if (n == 0 || utf8_length(arena_strndup(arena, (const char *)found[0].data, found[0].size)) < LETTERS_LEAST) return;
    words = (struct search_words){.first = found[0], .second = found[1], .third = found[2]};
    words.first_end = end_of(arena, words.first);
    words.second_end = end_of(arena, words.second);
    words.third_end = end_of(arena, words.third);
    *ret_words = words;
}

/* ── what is found ────────────────────────────────────────────────────── */

static bool is_there(const struct found_rows *rows, int64_t case_number) {
    for (size_t i = 0; i < rows->n; i++)
        if (rows->v[i].case_number == case_number) return true;
    return false;
}

static void add_found(struct request *rq, struct search_view *view, const struct desk_find_person_row *row) {
    if (is_there(&view->rows, row->id.v)) return;
    if (view->rows.n == SEARCH_PAGE) {
        view->more = true;
        return;
    }
    struct found_row *found = &view->rows.v[view->rows.n++];
    *found = (struct found_row){
        .case_number = row->id.v,
        .name = desk_name(rq->arena, row->given_name, row->family_name),
        .number = row->number,
        .holder = desk_in_language(rq->lang, row->name_nb, row->name_nn),
        .has_age = !date_is_none(row->born),
    };
    if (found->has_age) found->age = date_age(row->born, rq->today);
}

static void find_person(struct request *rq, struct person_id person, struct search_view *view) {
    struct desk_find_person_row row;
    if (!person.v || !desk_find_person(rq->db, rq->session->unit, rq->today, person, &row)) return;
    if (secrecy_may(rq, row.id) == VERDICT_ALLOWED) add_found(rq, view, &row);
}

static void find_name(struct request *rq, const struct search_words *words, struct search_view *view) {
    struct desk_find_name_rows rows = desk_find_name(rq->db, rq->session->unit, rq->session->staff, rq->today, words->first, words->first_end, words->second, words->second_end,
                                                     words->third, words->third_end);
    bool any_part = secrecy_unit_finds(rq->db, rq->session->unit);
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_find_name_row *row = &rows.v[i];
        if (!any_part && secrecy_may(rq, row->id) != VERDICT_ALLOWED) continue; /* a peer finds by her yes alone */
        add_found(rq, view, &(struct desk_find_person_row){row->id, row->number, row->given_name, row->family_name, row->born, row->name_nb, row->name_nn});
    }
}

static struct reply results_page(struct request *rq, struct search_view *view) {
    view->may_read_emergency = session_may(rq->session, RIGHT_EMERGENCY_READ);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = view->searched ? T_search_results : T_search_title});
    search_results(h, view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply search_page(struct request *rq, const struct search_page_in *in) {
    (void)in;
    struct search_view view = {0};
    return results_page(rq, &view);
}

struct reply search(struct request *rq, const struct search_in *in) {
    struct search_view view = {.searched = true, .rows = {arena_array(rq->arena, SEARCH_PAGE, sizeof *view.rows.v), 0}};
    struct search_words words;
    search_parse(rq->arena, in->q, &words);
    struct desk_person_of_number_row owner;
    if (!words.first.data && !words.number) rq->form = NULL; /* digits of a person are not shown again */
    if (words.national_id)
        find_person(rq, person_find_national_id(rq->db, words.national_id), &view);
    else if (words.number)
        find_person(rq, desk_person_of_number(rq->db, words.number, &owner) ? owner.person_id : (struct person_id){0}, &view);
    else if (words.first.data)
        find_name(rq, &words, &view);
    return results_page(rq, &view);
}
