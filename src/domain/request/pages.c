/* Questions to others: who is asked what on which ground, the letter with only what it needs, the answer, and that she was shown it. */
#include "domain/request/request.h"

#include "domain/law/law.h"
#include "domain/work/case_frame.h"
#include "platform/pdf/letter.h"
#include "request_routes.h"
#include "request_sql.h"
#include "request_views.h"
#include "texts.h"

#include <string.h>

static const char purpose[] = "information";
enum { INFORMATION_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HEALTH) };

static const char *page_path(struct request *rq, struct case_id id) {
    return arena_printf(rq->arena, "/sak/%lld/opplysninger", (long long)id.v);
}

/* ── the list ─────────────────────────────────────────────────────────── */

static void put_answers(struct request *rq, const struct information_answers_rows *answers, struct information_request_id id,
                        struct information_view *view) {
    bool over = false;
    view->answers.v = arena_array(rq->arena, answers->n + 1, sizeof *view->answers.v);
    for (size_t i = 0; i < answers->n; i++) {
        const struct information_answers_row *row = &answers->v[i];
        if (row->request_id.v != id.v) continue;
        view->answers.v[view->answers.n++] = (struct answer_view){information_step_text(row->step), row->content, row->staff_name, row->at};
        view->answered = view->answered || row->step == INFORMATION_STEP_ANSWERED;
        view->shown = view->shown || row->step == INFORMATION_STEP_SHOWN;
        over = over || row->step == INFORMATION_STEP_REFUSED || row->step == INFORMATION_STEP_WITHDRAWN;
        if (row->step == INFORMATION_STEP_REMINDED) view->due = row->due;
    }
    view->waits = !view->answered && !over;
    view->late = view->waits && view->due.days < rq->today.days;
}

static void add_requests(struct request *rq, const struct access *access, struct case_id id, enum zone zone,
                         struct information_page_view *view) {
    struct information_of_rows rows = information_of(rq->db, access, id, zone);
    struct information_answers_rows answers = information_answers(rq->db, access, id, zone);
    struct information_view *all = arena_array(rq->arena, view->requests.n + rows.n + 1, sizeof *all);
    if (view->requests.n) memcpy(all, view->requests.v, view->requests.n * sizeof *all);
    view->requests.v = all;
    for (size_t i = 0; i < rows.n; i++) {
        struct information_view *request = &all[view->requests.n++];
        *request = (struct information_view){
            .body = asked_body_text(rows.v[i].body),
            .ground = information_ground_text(rows.v[i].ground),
            .name = rows.v[i].body_name,
            .question = rows.v[i].question,
            .why_not = rows.v[i].why_not,
            .staff = rows.v[i].staff_name,
            .path = arena_printf(rq->arena, "%s/%lld", view->path, (long long)rows.v[i].id.v),
            .sent_on = rows.v[i].sent_on,
            .due = rows.v[i].due,
            .informed = rows.v[i].informed,
        };
        put_answers(rq, &answers, rows.v[i].id, request);
    }
}

struct reply information_page(struct request *rq, const struct information_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PEOPLE, &frame)) return reply_not_found(rq);
    struct information_page_view view = {
        .given_name = frame.person.given_name,
        .path = page_path(rq, in->case_),
        .people = arena_printf(rq->arena, "/sak/%lld/rundt", (long long)in->case_.v),
        .may_ask = session_may(rq->session, RIGHT_INFORMATION_ASK) && secrecy_own_zone(rq, in->case_),
        .may_read_letter = session_may(rq->session, RIGHT_INFORMATION_ASK),
        .steps = information_step_options(rq->arena, rq->lang),
    };
    const struct access *access = secrecy_open(rq, in->case_, INFORMATION_ZONES, purpose);
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_RESTRICTED; zone++) {
        if (!(INFORMATION_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        view.readable = true;
        add_requests(rq, access, in->case_, zone, &view);
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_request_information);
    information_list(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── asking ───────────────────────────────────────────────────────────── */

struct reply information_form(struct request *rq, const struct information_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PEOPLE, &frame)) return reply_not_found(rq);
    struct information_form_view view = {
        .given_name = frame.person.given_name,
        .path = arena_printf(rq->arena, "%s/ny", page_path(rq, in->case_)),
        .back = page_path(rq, in->case_),
        .due = date_iso(rq->arena, deadline_end(law_current(), CLOCK_INFORMATION_ANSWER, rq->today)),
        .bodies = asked_body_options(rq->arena, rq->lang),
        .grounds = information_ground_options(rq->arena, rq->lang),
        .ways = consent_way_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_request_ask_title);
    information_new(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static void tell_fault(struct request *rq, enum asking_fault fault) {
    static const struct {
        const char *field;
        text_key key;
    } faults[] = {{NULL, 0},
#define X(name, field, key) {field, T_##key},
                  ASKING_FAULTS(X)
#undef X
    };
    if (fault) form_error(rq, faults[fault].field, faults[fault].key);
}

struct reply information_ask(struct request *rq, const struct information_ask_in *in) {
    struct case_brief brief;
    enum zone zone = secrecy_own_zone(rq, in->case_);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), purpose) : NULL;
    if (!access || !work_case(rq->db, in->case_, &brief)) return reply_denied(rq, T_request_hidden);
    bool consent = in->ground == INFORMATION_GROUND_CONSENT;
    tell_fault(rq, request_may_ask(&(struct asking){in->body, in->ground, in->consent_by, in->informed, !text_empty(in->why_not)}));
    struct date due = date_is_none(in->due) ? deadline_end(law_current(), CLOCK_INFORMATION_ANSWER, rq->today) : in->due;
    if (due.days < rq->today.days) form_error(rq, "due", T_request_due_past);
    if (rq->form->refused) return reply_invalid(rq);
    struct information_request_id id = information_insert(
        rq->db, access, in->case_, brief.person, zone, in->body, in->body_name, in->body_address, in->ground, consent ? in->consent_by : 0,
        in->informed, in->informed ? NULL : in->why_not, in->question, rq->today, due, rq->now, rq->session->staff, rq->session->unit);
    work_event(rq->db, in->case_, CASE_EVENT_KIND_INFORMATION_ASKED, zone, (struct unit_id){0});
    work_task_add(rq->db, in->case_, rq->session->unit, TASK_KIND_AWAIT_INFORMATION, id.v, due);
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, in->case_)), T_request_asked);
}

/* ── what comes of it ─────────────────────────────────────────────────── */

struct found {
    const struct access *access;
    struct information_get_row row;
};

static bool find(struct request *rq, struct case_id id, struct information_request_id request, struct found *ret_found) {
    ret_found->access = secrecy_open(rq, id, INFORMATION_ZONES, purpose);
    for (enum zone zone = ZONE_HEALTH; ret_found->access && zone <= ZONE_RESTRICTED; zone++) {
        if (!(INFORMATION_ZONES & ZONE_BIT(zone)) || !access_covers(ret_found->access, zone)) continue;
        if (information_get(rq->db, ret_found->access, id, request, zone, &ret_found->row)) return true;
    }
    return false;
}

static bool has(struct request *rq, const struct found *found, enum information_step step) {
    struct information_has_row row;
    return information_has(rq->db, found->access, found->row.id, found->row.zone, step, &row);
}

/* An answer comes once; it is shown only when there is one. */
static bool in_order(struct request *rq, const struct found *found, enum information_step step) {
    bool answered = has(rq, found, INFORMATION_STEP_ANSWERED);
    bool over = has(rq, found, INFORMATION_STEP_REFUSED) || has(rq, found, INFORMATION_STEP_WITHDRAWN);
    if (step == INFORMATION_STEP_SHOWN) return answered && !has(rq, found, INFORMATION_STEP_SHOWN);
    return !answered && !over;
}

struct reply information_write(struct request *rq, const struct information_write_in *in) {
    struct found found;
    struct case_brief brief;
    if (!find(rq, in->case_, in->request, &found) || !work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    if (!in_order(rq, &found, in->step)) form_error(rq, "step", T_request_step_wrong);
    if (in->step == INFORMATION_STEP_ANSWERED && text_empty(in->content)) form_error(rq, "content", T_request_content_missing);
    if (rq->form->refused) return reply_invalid(rq);
    bool reminded = in->step == INFORMATION_STEP_REMINDED;
    struct date due = reminded ? deadline_end(law_current(), CLOCK_INFORMATION_ANSWER, rq->today) : DATE_NONE;
    information_answer_insert(rq->db, found.access, in->request, in->case_, brief.person, found.row.zone, in->step, in->content, due,
                              rq->now, rq->session->staff);
    /* An answer she has not been shown is not done with. (FVL-17) */
    if (reminded || in->step == INFORMATION_STEP_ANSWERED)
        work_task_add(rq->db, in->case_, found.row.unit_id, TASK_KIND_AWAIT_INFORMATION, in->request.v,
                      reminded ? due : date_add_days(rq->today, 7));
    else work_task_done(rq->db, in->case_, TASK_KIND_AWAIT_INFORMATION, in->request.v);
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, in->case_)), T_request_saved);
}

/* ── the letter ───────────────────────────────────────────────────────── */

static text_key ground_sentence(enum information_ground ground) {
    switch (ground) {
    case INFORMATION_GROUND_CONSENT: return T_request_letter_consent;
    case INFORMATION_GROUND_BSL_12: return T_request_letter_bsl_12;
    case INFORMATION_GROUND_SOT_11: return T_request_letter_sot_11;
    case INFORMATION_GROUND_HEALTH_COOPERATION: return T_request_letter_health;
    case INFORMATION_GROUND_POPULATION_REGISTER: return T_request_letter_register;
    }
    return 0;
}

/* Who it is about, what is asked, why it may be told, and where the answer goes: nothing of the case. */
static struct letter *letter_of(struct request *rq, const struct found *found, const struct person_spine *person,
                                const struct case_brief *brief) {
    const struct profile *profile = organisation_profile();
    enum lang lang = profile->letter_lang;
    struct letter *letter = letter_new(rq->arena, lang);
    struct unit_brief unit;
    const char *from = organisation_unit(rq->db, found->row.unit_id, lang, &unit) ? unit.letter_name : "";
    letter->title = text_of(lang, T_request_letter_title);
    letter->sender = profile_words_in(&profile->letters.municipality, lang);
    letter->date = found->row.sent_on;
    letter->date_line = date_long(rq->arena, lang, found->row.sent_on);
    letter->reference = text_format(rq->arena, lang, T_request_letter_reference, "number", brief->number, NULL);
    letter->exempt = text_of(lang, T_request_letter_exempt);
    letter->recipient[0] = found->row.body_name;
    letter_address(letter, found->row.body_address);
    const char *born = date_is_none(person->born) ? NULL : date_long(rq->arena, lang, person->born);
    letter_add(letter, LETTER_LEAD,
               born ? text_format(rq->arena, lang, T_request_letter_about_born, "name", person->name, "born", born, NULL)
                    : text_format(rq->arena, lang, T_request_letter_about, "name", person->name, NULL));
    letter_add(letter, LETTER_HEADING, text_of(lang, T_request_letter_question));
    letter_add(letter, LETTER_PARAGRAPH, found->row.question);
    letter_add(letter, LETTER_HEADING, text_of(lang, T_request_letter_why));
    letter_add(letter, LETTER_PARAGRAPH, text_of(lang, ground_sentence(found->row.ground)));
    letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_request_letter_only));
    letter_add(letter, LETTER_HEADING, text_of(lang, T_request_letter_answer));
    letter_add(letter, LETTER_PARAGRAPH,
               text_format(rq->arena, lang, T_request_letter_by, "unit", from, "date", date_long(rq->arena, lang, found->row.due), NULL));
    const char *phone = organisation_phone(*from ? unit.phone : NULL);
    if (!text_empty(phone)) letter_add(letter, LETTER_PARAGRAPH, text_format(rq->arena, lang, T_request_letter_call, "phone", phone, NULL));
    return letter;
}

struct reply information_letter(struct request *rq, const struct information_letter_in *in) {
    struct found found;
    struct case_brief brief;
    struct person_spine person;
    struct blob pdf;
    bool there =
        find(rq, in->case_, in->request, &found) && work_case(rq->db, in->case_, &brief) && person_spine(rq->db, brief.person, &person);
    if (!there) return reply_not_found(rq);
    if (letter_pdf(letter_of(rq, &found, &person, &brief), rq->arena, &pdf) != ERR_OK) {
        db_fail(rq->db, "the letter could not be set");
        return reply_not_found(rq);
    }
    return reply_file(rq, "application/pdf", "opplysninger.pdf", pdf);
}
