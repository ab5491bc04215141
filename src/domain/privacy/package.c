/* The package she gets: a letter with everything in words, and the same rows as JSON, one a line. Built by the jobs, since it reads every table. */
#include "domain/privacy/internal.h"

#include "domain/law/law.h"
#include "domain/relation/relation.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"
#include "platform/pdf/kept.h"
#include "privacy_sql.h"
#include "texts.h"

#include <string.h>

struct building {
    struct wording wording;
    struct letter *letter;
    struct str json;
    unsigned withheld;
    int64_t rows;
    const char *table; /* the one whose rows are being gathered */
    const char **items;
    size_t *times; /* how often each stands in the table: she reads it once */
    size_t n, room;
};

/* ── as JSON ── */

static void add_json(struct str *out, const char *text) {
    str_add_char(out, '"');
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\') str_addf(out, "\\%c", byte);
        else if (byte < ' ') str_addf(out, "\\u%04x", byte);
        else str_add_char(out, *text);
    }
    str_add_char(out, '"');
}

static void add_json_row(struct building *building, const struct her_row *row) {
    struct str *out = &building->json;
    str_addf(out, "{\"table\":\"%s\",\"row\":{", row->table);
    for (int i = 0; i < row->n; i++) {
        str_addf(out, "%s\"%s\":", i ? "," : "", row->v[i].column);
        if (row->v[i].kind == VALUE_NULL) str_add(out, "null");
        else if (row->v[i].kind == VALUE_INT) str_addf(out, "%lld", (long long)row->v[i].number);
        else add_json(out, row->v[i].text);
    }
    str_add(out, "}}\n");
}

/* ── as a letter ── */

static void end_table(struct building *building) {
    if (building->n) {
        letter_add(building->letter, LETTER_HEADING, privacy_table_words(&building->wording, building->table));
        struct letter_block *list = letter_add(building->letter, LETTER_LIST, NULL);
        list->items = building->items;
        list->n_items = building->n;
        const struct wording *w = &building->wording;
        for (size_t i = 0; i < building->n; i++)
            if (building->times[i] > 1)
                list->items[i] = text_format(w->arena, w->lang, T_privacy_several_times, "what", list->items[i], "n", arena_printf(w->arena, "%zu", building->times[i]), NULL);
    }
    building->items = NULL;
    building->times = NULL;
    building->n = building->room = 0;
}

static void add_item(struct building *building, const char *text) {
    enum { BACK = 50 }; /* what is the same comes close together; a long table is not searched whole for each row */
    for (size_t i = building->n; i-- > 0 && i + BACK >= building->n;) {
        if (!text_equal(building->items[i], text)) continue;
        building->times[i]++;
        return;
    }
    if (building->n == building->room) {
        size_t room = building->room ? building->room * 2 : 32;
        const char **grown = arena_array(building->wording.arena, room, sizeof *grown);
        if (building->n) memcpy(grown, building->items, building->n * sizeof *grown);
        building->items = grown;
        size_t *times = arena_array(building->wording.arena, room, sizeof *times);
        if (building->n) memcpy(times, building->times, building->n * sizeof *times);
        building->times = times;
        building->room = room;
    }
    building->times[building->n] = 1;
    building->items[building->n++] = text;
}

static void add_row(void *context, const struct her_row *row) {
    struct building *building = context;
    if (privacy_kept_back(row, building->withheld)) return;
    if (!building->table || strcmp(building->table, row->table) != 0) {
        end_table(building);
        building->table = arena_strdup(building->wording.arena, row->table);
    }
    const char *words = privacy_row_words(&building->wording, row);
    if (*words) add_item(building, words);
    add_json_row(building, row);
    building->rows++;
}

/* What is kept back is said, with the ground, never what it is. (FVL-19, PBRL-11) */
static void add_exceptions(struct building *building, struct access_request_id request) {
    const struct wording *w = &building->wording;
    struct access_choices_rows choices = access_choices(w->db, request);
    bool first = true;
    for (size_t i = 0; i < choices.n; i++) {
        if (choices.v[i].outcome == ACCESS_CHOICE_OUTCOME_GIVE) continue;
        if (first) {
            letter_add(building->letter, LETTER_HEADING, text_of(w->lang, T_privacy_kept_back));
            letter_add(building->letter, LETTER_PARAGRAPH, text_of(w->lang, T_privacy_kept_back_lead));
        }
        first = false;
        bool other = choices.v[i].outcome == ACCESS_CHOICE_OUTCOME_TO_REPRESENTATIVE;
        letter_add(building->letter, LETTER_PARAGRAPH,
                   text_format(w->arena, w->lang, other ? T_privacy_kept_back_representative : T_privacy_kept_back_part, "part",
                               text_of(w->lang, access_part_text(choices.v[i].part)), "exception",
                               text_of(w->lang, access_exception_text(choices.v[i].exception)), NULL));
    }
}

static void begin_letter(struct building *building, struct case_id id, struct date day) {
    const struct wording *w = &building->wording;
    struct case_brief brief;
    struct person_spine person;
    struct letter *letter = building->letter;
    struct letter_recipients to = relation_letter_recipients(w->db, id, SCOPE_ALL, day);
    if (!work_case(w->db, id, &brief) || !person_spine(w->db, brief.person, &person)) return;
    letter->reference = text_format(w->arena, w->lang, T_privacy_letter_reference, "number", brief.number, NULL);
    letter->title = text_of(w->lang, T_privacy_package_title);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, w->lang);
    letter->date = day;
    letter->date_line = date_long(w->arena, w->lang, day);
    letter->exempt = text_of(w->lang, T_privacy_letter_exempt);
    relation_address(letter, to.n ? &to.v[0] : NULL, &person);
    relation_greet(letter, to.n ? &to.v[0] : NULL, &person, text_of(w->lang, T_privacy_package_lead));
    letter_add(letter, LETTER_PARAGRAPH, text_of(w->lang, T_privacy_package_rights));
}

static void end_letter(struct building *building, struct access_request_id request, struct date day) {
    const struct wording *w = &building->wording;
    end_table(building);
    add_exceptions(building, request);
    const struct law_letter words = {.law = law_current(), .arena = w->arena, .lang = w->lang, .fact = day};
    const char *ombud = law_letter_text(&words, BLOCK_OMBUD, NULL);
    letter_add(building->letter, LETTER_HEADING, text_of(w->lang, T_privacy_package_wrong));
    letter_add(building->letter, LETTER_PARAGRAPH, text_of(w->lang, T_privacy_package_wrong_text));
    if (ombud) letter_add(building->letter, LETTER_PARAGRAPH, ombud);
}

static bool build(struct db *db, struct access_request_id request, const struct access_request_of_job_row *row) {
    struct arena *arena = db_arena(db);
    struct person_spine person;
    struct date day = instant_oslo_date(db_now(db));
    const struct access *access = secrecy_open_for_her(db, row->case_id);
    if (!access || !person_spine(db, row->person_id, &person)) return false;
    unsigned all = 0;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) all |= ZONE_BIT(zone);
    access_note_zones(db, access, all, "access_package");
    struct building building = {.wording = {db, arena, person.lang},
                                .letter = letter_new(arena, person.lang),
                                .json = str_in(arena),
                                .withheld = privacy_withheld(db, request)};
    begin_letter(&building, row->case_id, day);
    privacy_collect(&(struct collecting){.db = db, .arena = arena, .person = row->person_id, .row = add_row, .context = &building});
    end_letter(&building, request, day);
    struct blob pdf;
    if (db_failed(db) || letter_pdf(building.letter, arena, &pdf) != ERR_OK) return false;
    access_package_insert(db, access, request, row->person_id, db_now(db), pdf_base64(arena, pdf), str_text(&building.json), building.rows);
    return access_request_ready(db, request, db_now(db)) == 1;
}

/* What cannot be built fails the transaction, so that the job is tried again and in the end shown to the operator. */
void privacy_package_job(struct db *db, int64_t subject, struct instant now) {
    (void)now;
    struct access_request_id request = {subject};
    struct access_request_of_job_row row;
    if (!access_request_of_job(db, request, &row) || row.state != ACCESS_STATE_BUILDING) return;
    if (!build(db, request, &row)) db_fail(db, "the package could not be built");
    audit_add(db, "access_package_built", "access_request", subject, NULL);
}
