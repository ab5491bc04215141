/* The lines of her log beside the readings themselves. Shows nothing of the content. */
#include "domain/secrecy/given.h"

#include "domain/secrecy/standing.h"
#include "secrecy_sql.h"
#include "texts.h"

#include <stdlib.h>

struct writing {
    struct request *rq;
    enum lang lang;
    struct access_line_views views;
};

static const char *unit_in(const struct writing *writing, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(writing->rq->db, id, writing->lang, &unit) ? unit.letter_name : "";
}

static const char *day(const struct writing *writing, struct date date) { return date_long(writing->rq->arena, writing->lang, date); }
static const char *period(const struct writing *writing, struct instant from, struct date until) {
    return text_format(writing->rq->arena, writing->lang, T_access_period, "from", day(writing, instant_oslo_date(from)), "until",
                       day(writing, until), NULL);
}
static const char *why(const struct writing *writing, const char *purpose, const char *ground) {
    return text_format(writing->rq->arena, writing->lang, T_access_why_line, "purpose", purpose, "ground",
                       ground_words(writing->lang, ground), NULL);
}

static void add(struct writing *writing, const struct access_line_view *line) { writing->views.v[writing->views.n++] = *line; }

static void add_sharings(struct writing *writing, const struct sharings_of_case_rows *rows) {
    for (size_t i = 0; i < rows->n; i++) {
        const struct sharings_of_case_row *row = &rows->v[i];
        struct sharing_zones_rows zones = sharing_zones(writing->rq->db, row->id);
        struct date last = row->state == SHARING_STATE_ENDED ? instant_oslo_date(row->ended_at) : row->until;
        const char *purpose = text_of(writing->lang, (text_key)sharing_purpose_text(row->purpose));
        for (size_t j = 0; j < zones.n; j++)
            if (zones.v[j].ground)
                add(writing, &(struct access_line_view){.at = row->confirmed_at,
                                                        .moment = period(writing, row->confirmed_at, last),
                                                        .who = unit_in(writing, row->to_unit),
                                                        .what = text_of(writing->lang, zone_words(zones.v[j].zone)),
                                                        .why = why(writing, purpose, zones.v[j].ground)});
    }
}

static void add_overrides(struct writing *writing, const struct overrides_of_case_rows *rows) {
    for (size_t i = 0; i < rows->n; i++) {
        const struct overrides_of_case_row *row = &rows->v[i];
        if (row->state != OVERRIDE_STATE_APPROVED && row->state != OVERRIDE_STATE_ENDED) continue;
        struct date last = row->state == OVERRIDE_STATE_ENDED ? instant_oslo_date(row->ended_at) : row->until;
        add(writing, &(struct access_line_view){.at = row->answered_at,
                                                .moment = period(writing, row->answered_at, last),
                                                .who = unit_in(writing, row->to_unit),
                                                .what = text_of(writing->lang, zone_words(row->zone)),
                                                .why = why(writing, text_of(writing->lang, T_access_override), "override")});
    }
}

static void add_emergencies(struct writing *writing, const struct emergencies_of_case_rows *rows) {
    for (size_t i = 0; i < rows->n; i++) {
        const struct emergencies_of_case_row *row = &rows->v[i];
        const char *who = organisation_staff_name(writing->rq->db, row->staff_id);
        text_key verdict = row->verdict ? (text_key)emergency_verdict_text(row->verdict) : T_emergency_waits;
        add(writing, &(struct access_line_view){.at = row->began_at,
                                                .moment = day(writing, instant_oslo_date(row->began_at)),
                                                .who = who ? who : "",
                                                .unit = unit_in(writing, row->unit_id),
                                                .what = text_of(writing->lang, T_emergency_title),
                                                .why = text_format(writing->rq->arena, writing->lang, T_access_emergency_why, "why",
                                                                   text_of(writing->lang, (text_key)emergency_why_text(row->why)),
                                                                   "verdict", text_of(writing->lang, verdict), NULL)});
    }
}

static void add_disclosures(struct writing *writing, const struct disclosures_of_case_rows *rows) {
    for (size_t i = 0; i < rows->n; i++) {
        const struct disclosures_of_case_row *row = &rows->v[i];
        const char *what = text_of(writing->lang, (text_key)disclosure_what_text(row->what));
        const char *receiver = text_of(writing->lang, (text_key)disclosure_receiver_text(row->receiver));
        if (!date_is_none(row->about_from) && !date_is_none(row->about_until))
            what = text_format(writing->rq->arena, writing->lang, T_access_what_period, "what", what, "from", day(writing, row->about_from),
                               "until", day(writing, row->about_until), NULL);
        add(writing, &(struct access_line_view){
                         .at = row->given_at,
                         .moment = day(writing, instant_oslo_date(row->given_at)),
                         .who = row->organisation,
                         .unit = receiver,
                         .what = what,
                         .why = why(writing, text_of(writing->lang, row->given ? T_access_given : T_access_not_given), row->ground)});
    }
}

static int latest_first(const void *a, const void *b) {
    const struct access_line_view *left = a, *right = b;
    return left->at.ms < right->at.ms ? 1 : left->at.ms > right->at.ms ? -1 : 0;
}

struct access_line_views given_lines(struct request *rq, struct case_id id, enum lang lang) {
    struct sharings_of_case_rows sharings = sharings_of_case(rq->db, id);
    struct overrides_of_case_rows overrides = overrides_of_case(rq->db, id);
    struct emergencies_of_case_rows emergencies = emergencies_of_case(rq->db, id);
    struct disclosures_of_case_rows disclosures = disclosures_of_case(rq->db, id);
    size_t most = sharings.n * ZONE_RESTRICTED + overrides.n + emergencies.n + disclosures.n + 1;
    struct writing writing = {.rq = rq, .lang = lang, .views = {arena_array(rq->arena, most, sizeof(struct access_line_view)), 0}};
    add_sharings(&writing, &sharings);
    add_overrides(&writing, &overrides);
    add_emergencies(&writing, &emergencies);
    add_disclosures(&writing, &disclosures);
    qsort(writing.views.v, writing.views.n, sizeof *writing.views.v, latest_first);
    return writing.views;
}
