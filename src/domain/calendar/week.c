/* The day and the week of a worker or a unit: bookings, and beside them the dates by which something must be done. */
#include "calendar_routes.h"
#include "calendar_sql.h"
#include "calendar_views.h"
#include "domain/calendar/calendar.h"
#include "domain/calendar/internal.h"
#include "domain/calendar/views.h"
#include "domain/shield/shield.h"
#include "domain/work/case_frame.h"
#include "texts.h"

enum { SHOWN_MOST = 300 };

struct calendar_choice {
    enum calendar_span span;
    enum calendar_whose whose;
    struct date first;
    int days;
};

static const char *path_of(struct request *rq, const struct calendar_choice *choice) {
    return arena_printf(rq->arena, "/kalender?vis=%s&hvem=%s&dato=%s", calendar_span_code(choice->span), calendar_whose_code(choice->whose),
                        date_iso(rq->arena, choice->first));
}

static struct date monday_of(struct date date) { return date_add_days(date, MONDAY - (int)date_weekday(date)); }

static struct calendar_choice choice_of(struct request *rq, const struct calendar_page_in *in) {
    struct date day = date_is_none(in->dato) ? rq->today : in->dato;
    struct calendar_choice choice = {.span = in->vis ? in->vis : CALENDAR_SPAN_WEEK, .whose = in->hvem ? in->hvem : CALENDAR_WHOSE_MINE};
    choice.days = choice.span == CALENDAR_SPAN_WEEK ? 7 : 1;
    choice.first = choice.span == CALENDAR_SPAN_WEEK ? monday_of(day) : day;
    return choice;
}

struct booking_of_unit_rows calendar_rows(struct request *rq, enum calendar_whose whose, struct date first, struct date last) {
    const struct session *session = rq->session;
    if (whose == CALENDAR_WHOSE_UNIT) return booking_of_unit(rq->db, session->unit, first, last);
    struct booking_of_staff_rows own = booking_of_staff(rq->db, session->staff, session->unit, first, last);
    struct booking_of_unit_rows rows = {arena_array(rq->arena, own.n + 1, sizeof *rows.v), own.n};
    for (size_t i = 0; i < own.n; i++) {
        const struct booking_of_staff_row *row = &own.v[i];
        rows.v[i] = (struct booking_of_unit_row){row->id, row->case_id, row->kind, row->state, row->on_date, row->from_minute, row->to_minute, row->place,
                                                     row->changed_at, row->given_name, row->family_name, row->address_grade, row->staff_name};
    }
    return rows;
}

static const char *name_of(struct arena *arena, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(arena, "%s %s", given, family);
}

static struct calendar_entry entry_of(struct request *rq, const struct booking_of_unit_row *row) {
    bool hidden = row->address_grade != ADDRESS_GRADE_OPEN && !shield_shows_place(rq, row->case_id);
    return (struct calendar_entry){
        .path = arena_printf(rq->arena, "/sak/%lld/avtaler", (long long)row->case_id.v),
        .time = clock_text(rq->arena, rq->lang, row->from_minute),
        .name = name_of(rq->arena, row->given_name, row->family_name),
        .who = row->staff_name,
        .place = hidden ? NULL : row->place,
        .hidden_place = hidden && row->place,
        .kind = (text_key)booking_kind_text(row->kind),
        .held = row->state == BOOKING_STATE_HELD,
    };
}

static struct calendar_entry deadline_of(struct request *rq, const struct calendar_deadlines_row *row) {
    return (struct calendar_entry){
        .path = case_frame_task_path(rq, row->case_id, row->kind),
        .name = name_of(rq->arena, row->given_name, row->family_name),
        .kind = (text_key)task_kind_text(row->kind),
        .deadline = true,
        .late = row->due.days < rq->today.days,
    };
}

static struct calendar_others (*read_others)(struct request *rq, bool whole_unit, struct date first, struct date last);

void calendar_on_others(struct calendar_others (*read)(struct request *rq, bool whole_unit, struct date first, struct date last)) { read_others = read; }

struct calendar_others calendar_others_of(struct request *rq, enum calendar_whose whose, struct date first, struct date last) {
    return read_others ? read_others(rq, whose == CALENDAR_WHOSE_UNIT, first, last) : (struct calendar_others){0};
}

static struct calendar_cases (*read_together)(struct request *rq);

void calendar_on_together(struct calendar_cases (*read)(struct request *rq)) { read_together = read; }

struct calendar_cases calendar_together(struct request *rq) { return read_together ? read_together(rq) : (struct calendar_cases){0}; }

bool calendar_case_among(const struct calendar_cases *cases, struct case_id id) {
    for (size_t i = 0; i < cases->n; i++)
        if (cases->v[i].v == id.v) return true;
    return false;
}

static struct calendar_entry other_of(struct request *rq, const struct calendar_other *other) {
    return (struct calendar_entry){.path = other->path,
                                   .time = clock_text(rq->arena, rq->lang, other->from_minute),
                                   .name = other->name,
                                   .kind = other->kind};
}

/* All three lists are in order of days, so each is walked once. */
static void days_read(struct request *rq, const struct calendar_choice *choice, struct calendar_view *view) {
    struct date last = date_add_days(choice->first, choice->days - 1);
    struct staff_id staff = choice->whose == CALENDAR_WHOSE_MINE ? rq->session->staff : (struct staff_id){0};
    struct booking_of_unit_rows rows = calendar_rows(rq, choice->whose, choice->first, last);
    struct calendar_deadlines_rows due = calendar_deadlines(rq->db, rq->session->unit, staff, choice->first, last);
    view->days = (struct calendar_days){arena_array(rq->arena, (size_t)choice->days, sizeof *view->days.v), (size_t)choice->days};
    view->more = rows.n >= SHOWN_MOST || due.n >= SHOWN_MOST - 100;
    struct calendar_others others = calendar_others_of(rq, choice->whose, choice->first, last);
    struct calendar_cases together = calendar_together(rq);
    struct calendar_entry *entries = arena_array(rq->arena, rows.n + due.n + others.n + 1, sizeof *entries);
    size_t n = 0, a = 0, d = 0, o = 0;
    for (int i = 0; i < choice->days; i++) {
        struct date date = date_add_days(choice->first, i);
        size_t begun = n;
        for (; a < rows.n && rows.v[a].on_date.days == date.days; a++) {
            for (; o < others.n && others.v[o].on_date.days == date.days && others.v[o].from_minute <= rows.v[a].from_minute; o++) entries[n++] = other_of(rq, &others.v[o]);
            entries[n] = entry_of(rq, &rows.v[a]);
            entries[n++].together = calendar_case_among(&together, rows.v[a].case_id);
        }
        for (; o < others.n && others.v[o].on_date.days == date.days; o++) entries[n++] = other_of(rq, &others.v[o]);
        for (; d < due.n && due.v[d].due.days == date.days; d++) entries[n++] = deadline_of(rq, &due.v[d]);
        view->days.v[i] = (struct calendar_day){date, date_full(rq->arena, rq->lang, date), arena_printf(rq->arena, "day-%d", i + 1), date.days == rq->today.days,
                                                {entries + begun, n - begun}};
    }
}

static void links_of(struct request *rq, const struct calendar_choice *choice, struct calendar_view *view) {
    struct calendar_choice other = *choice;
    other.first = date_add_days(choice->first, -choice->days);
    view->previous = path_of(rq, &other);
    other.first = date_add_days(choice->first, choice->days);
    view->next = path_of(rq, &other);
    other.first = rq->today;
    view->today_path = path_of(rq, &other);
    other.first = choice->first;
    for (int i = 0; i < 2; i++) {
        other.whose = i ? CALENDAR_WHOSE_UNIT : CALENDAR_WHOSE_MINE;
        view->whose[i].path = path_of(rq, &other);
        view->whose[i].label = i ? rq->session->unit_name : text_of(rq->lang, calendar_whose_text(CALENDAR_WHOSE_MINE));
        view->whose[i].current = other.whose == choice->whose;
    }
    other = *choice;
    for (int i = 0; i < 2; i++) {
        other.span = i ? CALENDAR_SPAN_WEEK : CALENDAR_SPAN_DAY;
        other.first = choice->first.days <= rq->today.days && rq->today.days < choice->first.days + choice->days ? rq->today : choice->first;
        view->spans[i].path = path_of(rq, &other);
        view->spans[i].label = text_of(rq->lang, calendar_span_text(other.span));
        view->spans[i].current = other.span == choice->span;
    }
}

struct reply calendar_page(struct request *rq, const struct calendar_page_in *in) {
    struct calendar_choice choice = choice_of(rq, in);
    struct date last = date_add_days(choice.first, choice.days - 1);
    struct calendar_view view = {
        .title = choice.days == 1 ? date_full(rq->arena, rq->lang, choice.first)
                                  : text_format(rq->arena, rq->lang, T_calendar_week, "week", arena_printf(rq->arena, "%d", date_iso_week(choice.first)), "from",
                                                date_long(rq->arena, rq->lang, choice.first), "to", date_long(rq->arena, rq->lang, last), NULL),
        .file_path = arena_printf(rq->arena, "/kalender/fil?hvem=%s", calendar_whose_code(choice.whose)),
    };
    days_read(rq, &choice, &view);
    links_of(rq, &choice, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_calendar_title, .nav = "/kalender"});
    calendar(h, &view);
    page_end(h);
    return reply_html(rq, h);
}
