/* Lists that the municipality has as its own. Whoever writes something with a word keeps the word itself, so that ending it changes nothing written. */
#include "domain/organisation/admin.h"

#include "organisation_sql.h"
#include "platform/audit/audit.h"

static const char *in_language(enum lang lang, const char *nb, const char *nn) { return lang == LANG_NN ? nn : nb; }

struct options organisation_local_options(struct db *db, enum local_list list, enum lang lang, struct date today) {
    struct local_word_on_rows rows = local_word_on(db, list, today);
    struct options options = {arena_array(db_arena(db), rows.n + 1, sizeof(struct option)), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        options.v[i] = (struct option){arena_printf(db_arena(db), "%lld", (long long)rows.v[i].id.v), in_language(lang, rows.v[i].words_nb, rows.v[i].words_nn), NULL};
    return options;
}

static bool counts_on(struct date from, struct date until, struct date day) { return from.days <= day.days && (date_is_none(until) || until.days >= day.days); }

const char *organisation_local_word(struct db *db, enum local_list list, struct local_word_id word, enum lang lang, struct date today) {
    struct local_word_get_row row;
    if (!local_word_get(db, word, &row) || row.list != list || !counts_on(row.from_date, row.until_date, today)) return NULL;
    return in_language(lang, row.words_nb, row.words_nn);
}

struct admin_words admin_local_words(struct db *db, enum local_list list) {
    struct local_word_all_rows rows = local_word_all(db, list);
    struct admin_words words = {arena_array(db_arena(db), rows.n + 1, sizeof *words.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        words.v[i] = (struct admin_word){rows.v[i].id, rows.v[i].words_nb, rows.v[i].words_nn, rows.v[i].who, rows.v[i].from_date, rows.v[i].until_date};
    return words;
}

int admin_local_add(struct db *db, enum local_list list, const char *words_nb, const char *words_nn, struct date from, struct date until) {
    if (!date_is_none(until) && until.days < from.days) return ADMIN_DATES;
    struct local_word_all_rows rows = local_word_all(db, list);
    for (size_t i = 0; i < rows.n; i++) {
        bool ended = !date_is_none(rows.v[i].until_date) && rows.v[i].until_date.days < from.days;
        if (!ended && text_equal(rows.v[i].words_nb, words_nb)) return ADMIN_NAME_TAKEN;
    }
    struct local_word_id made = local_word_add(db, list, words_nb, words_nn, from, until, db_now(db), (struct staff_id){db_actor(db)->staff});
    audit_add(db, "local_word_added", "local_word", made.v, local_list_code(list));
    return ADMIN_DONE;
}

int admin_local_end(struct db *db, struct local_word_id word, struct date last) {
    struct local_word_get_row row;
    if (!local_word_get(db, word, &row)) return ADMIN_UNKNOWN;
    if (local_word_end(db, word, last) != 1) return ADMIN_DATES;
    audit_add(db, "local_word_ended", "local_word", word.v, local_list_code(row.list));
    return ADMIN_DONE;
}
