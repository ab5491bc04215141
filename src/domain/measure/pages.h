/* What the page files of this module share. */
#pragma once
#include "domain/measure/internal.h"
#include "domain/measure/views.h"
#include "domain/work/case_frame.h"

static inline const char *measure_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/tiltak%s", (long long)id.v, rest);
}
static inline const char *measure_number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }
/* In the reader's written form; NULL where nothing is written. */
static inline const char *measure_in(struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN && !text_empty(nn) ? nn : nb; }
/* The same at the head of a page or a row: "åpen helsehjelp" is "Åpen helsehjelp". */
const char *measure_titled(struct request *rq, const char *nb, const char *nn);
struct reply measure_refused(struct request *rq, int fault);
/* The same, where the form has another name for the field than the rule. */
struct reply measure_refused_at(struct request *rq, int fault, const char *field);
/* Done: back to the stay, or to the measures of the case when there is none. */
struct reply measure_reply(struct request *rq, struct case_id id, struct measure_stay_id stay, int fault, text_key notice);
/* "3 av 12 plasser er ledige"; NULL: nobody has said how many. */
const char *measure_room_text(struct request *rq, struct maybe_int places, int64_t taken);
struct measure_mark_view measure_room_mark(bool open, struct maybe_int places, int64_t taken);
struct measure_line_views measure_rules_view(struct request *rq, struct measure_id measure, const char *stop);
struct measure_line_views measure_tickets_view(struct request *rq, struct measure_id measure, const char *stop);
struct options measure_ticket_options(struct request *rq, struct measure_id measure);
const char *measure_age_text(struct request *rq, struct maybe_int from, struct maybe_int to); /* NULL: all ages */
/* What a stay may rest on: parts of the decision, help whose clock runs, or nothing for what is open to all. */
struct options measure_grounds(struct request *rq, struct case_id id, const struct measure_get_row *measure);
/* Back from the option of measure_grounds. */
void measure_ground_read(const char *value, struct measure_entry *entry);
/* Access to a measure's zone for this session, and what is shown where it has none. Asked once a page. */
struct measure_sight {
    const struct access *access; /* NULL: none of it */
    struct secrecy_hidden hidden;
};
struct measure_sight measure_see(struct request *rq, struct case_id id, enum zone zone);
/* One stay as the case's pages show it. `names`: full names may be shown. */
struct measure_stay_view measure_stay_line(struct request *rq, struct case_id id, const struct measure_stays_of_row *row, bool names);
void measure_agreement_read(struct request *rq, const struct access *access, struct case_id id, const struct measure_stays_of_row *row,
                            struct measure_agreement_view *ret_agreement);
struct measure_task_views measure_tasks_view(struct request *rq, struct case_id id);
