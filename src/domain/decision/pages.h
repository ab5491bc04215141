/* What the pages of this module share. */
#pragma once
#include "domain/decision/guard.h"
#include "domain/decision/issue.h"
#include "domain/decision/views.h"
#include "domain/work/case_frame.h"

/* A version as one session sees it. */
struct sight {
    struct request *rq;
    struct case_frame frame;
    const struct access *access;
    struct joint joint, former;
    bool has_former;
};
/* False: the version is not of this case. Reads the texts the session may see. */
bool sight_read(struct request *rq, struct case_id id, struct joint_decision_id decision, struct sight *ret_sight);
/* The part of the version, or NULL. */
const struct part *sight_part(const struct sight *sight, struct decision_part_id part);
/* Whether the ids belong together, without reading a text. */
bool part_in_case(struct request *rq, struct case_id id, struct joint_decision_id decision, struct decision_part_id part);

const char *decision_path(struct arena *arena, const struct joint *joint);
const char *part_path(struct arena *arena, const struct joint *joint, const struct part *part, const char *suffix);
const char *int_text(struct arena *arena, int64_t number);
/* "9.5": for drawings. */
const char *tenths(struct arena *arena, double number);
const char *unit_called(struct request *rq, struct unit_id unit);

struct part_rows_view part_rows_of(const struct sight *sight, const struct part *current);
struct preview_view preview_of(struct arena *arena, const struct decision_letter *letter);
struct diff_view diff_of(const struct sight *sight);
struct mark_view part_mark(struct arena *arena, enum lang lang, const struct part *part);
struct mark_view status_mark(const char *color, const char *text); /* an icon that goes with the colour */
int64_t minutes_in(struct maybe_int number, enum time_unit unit);   /* -1: not given */
/* The day a part that is to come was last promised for. */
struct date part_due(struct db *db, const struct part *part);
struct mark_view input_mark(struct request *rq, const struct part *part);
struct gap_rows_view gap_rows(const struct sight *sight, const struct part *part);
void fill_form(const struct sight *sight, const struct part *part, struct part_form_view *form);
void fill_issued(const struct sight *sight, struct decision_view *view);

struct delivery_rows_view deliveries_of(const struct sight *sight);
struct correction_rows_view arrival_corrections(const struct sight *sight);
struct options digital_kinds_of(struct request *rq);
struct wish_rows_view wishes_of(const struct sight *sight);
/* What stands around a decision while it is made (pages_around.c). */
int64_t units_to_ask(const struct sight *sight);
struct basis_view basis_of(const struct sight *sight);
struct name_rows_view others_of(const struct sight *sight, struct decision_part_id except);
struct name_rows_view informal_of(const struct sight *sight);
struct name_rows_view warnings_of(const struct sight *sight);
struct name_rows_view stepped_out_rows(const struct sight *sight);

/* The page of a version, with one part open (NULL: none, or the first in a draft). */
struct reply show_decision(struct sight *sight, const struct part *part);
