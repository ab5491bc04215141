/* The meetings around one person, for the module that runs her group (domain/group): planning one, who is asked and who sits there, its steps, and what
 * is said in it. The caller knows who may. Everything is in the caller's write transaction and by its actor., I-04. */
#pragma once
#include "domain/meeting/meeting.h"

/* The series of such meetings; 0: the profile has none that runs. */
struct meeting_series_id meeting_series_around(struct db *db);

struct meeting_around {
    struct case_id case_;
    struct date on_date;
    int from_minute, to_minute;
    const char *place; /* NULL: not said yet */
    const struct unit_id *units;
    size_t n_units;
    struct staff_id chair;
    struct unit_id chair_unit;
    struct meeting_id seats_of; /* who had a seat in that one and still works in a unit of this is expected again; 0: nobody */
};
/* Plans it with these units and the chair's as members, calls it, gives her a seat, and puts her case on its agenda as an item of the kind group: the
 * one that was put off, else a new one. A unit that is not in the case: MEETING_UNIT_NOT_IN_CASE. */
int meeting_around_plan(struct db *db, const struct meeting_around *around, struct meeting_id *ret_meeting, struct agenda_item_id *ret_item);
struct meeting_units_list {
    struct unit_id *v;
    size_t n;
};
struct meeting_units_list meeting_units_list(struct db *db, struct meeting_id id); /* the units it is of; at most 60 */
/* Another day for one that has not begun. `version` as read. Who has a seat is told. */
int meeting_set_day(struct db *db, const struct meeting_brief *meeting, const struct meeting_new *to, int64_t version);

/* Called off without another day: its matters are withdrawn, and who has a seat is told. */
int meeting_call_off(struct db *db, const struct meeting_brief *meeting);

/* She, or her next of kin, is asked, or why not. */
void meeting_say_guest(struct db *db, struct agenda_item_id item, enum meeting_guest guest, enum item_guest_answer answer);
enum item_guest_answer meeting_guest_said(struct db *db, struct agenda_item_id item, enum meeting_guest guest); /* 0: not said */

struct meeting_seat {
    struct meeting_seat_id id;
    const char *name, *unit; /* name NULL: a guest */
    struct unit_id unit_id;
    struct staff_id staff;
    enum meeting_guest guest;
    enum seat_presence presence;
};
struct meeting_seats {
    struct meeting_seat *v;
    size_t n;
};
struct meeting_seats meeting_seats_of(struct db *db, struct meeting_id id, enum lang lang);
struct options meeting_seat_choices(struct request *rq, struct meeting_id id); /* who can be given one: name and unit */
int meeting_seat_add(struct db *db, const struct meeting_brief *meeting, struct staff_id staff, bool substitute);
/* Of those with a seat these are there, and the others are not. */
void meeting_attend(struct db *db, struct meeting_id id, const struct meeting_seat_id *here, size_t n);

int item_ready(struct db *db, const struct meeting_item *item);
int meeting_open(struct db *db, const struct meeting_brief *meeting);
int meeting_close(struct db *db, const struct meeting_brief *meeting);

/* Where this session writes and reads what is said about the person in its meetings. */
enum zone meeting_zone(struct request *rq, struct case_id id);
bool meeting_note(struct request *rq, const struct meeting_item *item, enum item_note_kind kind, const char *words);
struct meeting_note_row {
    enum item_note_kind kind;
    const char *words, *who, *unit;
    struct instant at;
};
struct meeting_note_rows {
    struct meeting_note_row *v;
    size_t n;
    bool may_read; /* false: nothing of it is for this session */
};
struct meeting_note_rows meeting_notes(struct request *rq, const struct meeting_item *item);
