/* What is said about a person in a meeting: written in the zone of the one who writes, read where the reader has ground, logged by the reading. */
#include "domain/meeting/internal.h"
#include "texts.h"

#include <stdlib.h>

/* Meetings are mostly about homes, so that is where their words stand when the writer may read there; else in her own zone. */
enum zone meeting_zone(struct request *rq, struct case_id id) {
    unsigned zones = secrecy_zones(rq->db, rq->session, id, rq->today);
    if (zones & ZONE_BIT(ZONE_HOUSING)) return ZONE_HOUSING;
    return secrecy_own_zone(rq, id);
}

bool meeting_note(struct request *rq, const struct meeting_item *item, enum item_note_kind kind, const char *words) {
    if (text_empty(words)) return true;
    if (!item->case_.v) {
        item_words_insert(rq->db, item->id, kind, words, rq->now, rq->session->staff, rq->session->unit);
        return true;
    }
    enum zone zone = meeting_zone(rq, item->case_);
    const struct access *access = zone ? secrecy_open(rq, item->case_, ZONE_BIT(zone), MEETING_PURPOSE) : NULL;
    if (!access) return false;
    item_note_insert(rq->db, access, item->id, item->case_, item->person, zone, kind, words, rq->now, rq->session->staff, rq->session->unit);
    return true;
}

enum { GOES_ON_MOST = 20 };
struct chain {
    int64_t v[GOES_ON_MOST];
    size_t n;
};

/* The item and the rows it goes on from: one matter. */
static struct chain chain_of(struct db *db, struct agenda_item_id id) {
    struct chain chain = {.n = 0};
    struct item_get_row row;
    while (id.v && chain.n < GOES_ON_MOST && item_get(db, id, &row)) {
        chain.v[chain.n++] = id.v;
        id = row.continues_id;
    }
    return chain;
}

static bool in_chain(const struct chain *chain, int64_t id) {
    for (size_t i = 0; i < chain->n; i++)
        if (chain->v[i] == id) return true;
    return false;
}

static int earlier_first(const void *a, const void *b) {
    const struct meeting_note_row *one = a, *other = b;
    if (one->at.ms != other->at.ms) return one->at.ms < other->at.ms ? -1 : 1;
    return (int)one->kind - (int)other->kind;
}

static const char *unit_name_in(enum lang lang, const char *nb, const char *nn) { return lang == LANG_NN ? nn : nb; }

static struct meeting_note_rows common_words(struct request *rq, const struct chain *chain) {
    enum { WORDS_MOST = 200 };
    struct meeting_note_rows notes = {arena_array(rq->arena, WORDS_MOST, sizeof *notes.v), 0, true};
    for (size_t k = chain->n; k > 0; k--) {
        struct item_words_of_rows rows = item_words_of(rq->db, (struct agenda_item_id){chain->v[k - 1]});
        for (size_t i = 0; i < rows.n && notes.n < WORDS_MOST; i++)
            notes.v[notes.n++] = (struct meeting_note_row){rows.v[i].kind, rows.v[i].words, rows.v[i].staff_name,
                                                           unit_name_in(rq->lang, rows.v[i].name_nb, rows.v[i].name_nn), rows.v[i].at};
    }
    return notes;
}

struct meeting_note_rows meeting_notes(struct request *rq, const struct meeting_item *item) {
    enum { NOTES_MOST = 400 };
    struct chain chain = chain_of(rq->db, item->id);
    if (!item->case_.v) return common_words(rq, &chain);
    struct meeting_note_rows notes = {NULL, 0, false};
    const struct access *access = secrecy_open(rq, item->case_, MEETING_ZONES, MEETING_PURPOSE);
    if (!access) return notes;
    notes = (struct meeting_note_rows){arena_array(rq->arena, NOTES_MOST, sizeof *notes.v), 0, true};
    for (enum zone zone = ZONE_HEALTH; zone < ZONE_RESTRICTED; zone++) {
        if (!(MEETING_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        struct notes_in_zone_rows rows = notes_in_zone(rq->db, access, item->case_, zone);
        for (size_t i = 0; i < rows.n && notes.n < NOTES_MOST; i++)
            if (in_chain(&chain, rows.v[i].item_id.v))
                notes.v[notes.n++] = (struct meeting_note_row){rows.v[i].kind, rows.v[i].words, rows.v[i].staff_name,
                                                               unit_name_in(rq->lang, rows.v[i].name_nb, rows.v[i].name_nn), rows.v[i].at};
    }
    if (notes.n) qsort(notes.v, notes.n, sizeof *notes.v, earlier_first);
    return notes;
}

const char *item_person(struct request *rq, const struct meeting_item *item) {
    struct person_spine person;
    if (!item->case_.v || !session_may(rq->session, RIGHT_CASE_SEE) || secrecy_may(rq, item->case_) != VERDICT_ALLOWED) return NULL;
    return person_spine(rq->db, item->person, &person) ? person.name : NULL;
}

const char *item_line(struct request *rq, const struct meeting_item *item, const char *heading) {
    const char *name = item_person(rq, item);
    if (name) return name;
    if (heading) return heading;
    const struct meeting_hook *hook = meeting_hook_of(item->kind);
    const char *line = hook->line ? hook->line(rq, item) : NULL;
    return line ? line : text_of(rq->lang, (text_key)agenda_item_kind_text(item->kind));
}
