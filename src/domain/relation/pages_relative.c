/* One relative: the roles, what has been said and on which ground, and her own needs. (R-057, PBRL-8, HOL-6) */
#include "domain/relation/pages.h"

#include "domain/intake/intake.h"
#include "relation_routes.h"
#include "relation_views.h"
#include "texts.h"

static const char *relative_path(struct request *rq, struct case_id id, struct relative_id relative) {
    return relation_path(rq, id, arena_printf(rq->arena, "/parorende/%lld", (long long)relative.v));
}

struct reply relative_form(struct request *rq, const struct relative_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PEOPLE, &frame)) return reply_not_found(rq);
    struct relative_form_view view = {
        .given_name = frame.person.given_name,
        .path = relation_path(rq, in->case_, "/parorende"),
        .back = relation_path(rq, in->case_, ""),
        .kept_in = relation_kept_in(rq, in->case_),
        .kinships = kinship_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_relation_relative_add);
    relative_new(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply relative_add(struct request *rq, const struct relative_add_in *in) {
    struct case_brief brief;
    enum zone zone = secrecy_own_zone(rq, in->case_);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), relation_purpose) : NULL;
    if (!access || !work_case(rq->db, in->case_, &brief)) return reply_denied(rq, T_relation_no_zone);
    struct relative_id id = relative_insert(rq->db, access, in->case_, brief.person, zone, in->name, in->phone, in->kinship, in->nearest,
                                            rq->now, rq->session->staff);
    work_event(rq->db, in->case_, CASE_EVENT_KIND_RELATIVE_ADDED, zone, (struct unit_id){0});
    return reply_with_notice(reply_see_other(rq, "%s", relative_path(rq, in->case_, id)), T_relation_saved);
}

/* ── one relative, in whichever zone the session may read ─────────────── */

struct found {
    const struct access *access;
    struct relative_get_row row;
};

static bool find(struct request *rq, struct case_id id, struct relative_id relative, struct found *ret_found) {
    const struct access *access = secrecy_open(rq, id, RELATION_ZONES, relation_purpose);
    if (!access) return false;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        if (!(RELATION_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        ret_found->access = access;
        if (relative_get(rq->db, access, id, relative, zone, &ret_found->row)) return true;
    }
    return false;
}

/* As `find`, for what only makes sense while it lasts. */
static bool find_running(struct request *rq, struct case_id id, struct relative_id relative, struct found *ret_found) {
    return find(rq, id, relative, ret_found) && date_is_none(ret_found->row.ended_on);
}

static void fill_relative(struct request *rq, struct case_id id, const struct found *found, struct relative_view *relative) {
    *relative = (struct relative_view){
        .name = found->row.name, .phone = found->row.phone, .kinship = kinship_text(found->row.kinship), .nearest = found->row.nearest};
    relation_empty_roles(relative);
    struct relative_answers_rows answers = relative_answers(rq->db, found->access, id, found->row.zone);
    for (size_t i = 0; i < answers.n; i++)
        if (answers.v[i].relative_id.v == found->row.id.v) relation_put_answer(rq, &relative->roles[answers.v[i].role - 1], &answers.v[i]);
}

static void fill_talks(struct request *rq, const struct found *found, struct relative_page_view *view) {
    struct relative_talks_rows rows = relative_talks(rq->db, found->access, found->row.id, found->row.zone);
    view->talks.v = arena_array(rq->arena, rows.n + 1, sizeof *view->talks.v);
    for (size_t i = 0; i < rows.n; i++)
        view->talks.v[view->talks.n++] = (struct talk_view){
            .direction = talk_direction_text(rows.v[i].direction),
            .ground = rows.v[i].ground ? telling_ground_text(rows.v[i].ground) : 0,
            .told_them = rows.v[i].direction == TALK_DIRECTION_TOLD_THEM,
            .in_confidence = rows.v[i].in_confidence,
            .content = rows.v[i].content,
            .necessity = rows.v[i].necessity,
            .staff = rows.v[i].staff_name,
            .at = rows.v[i].at,
        };
}

struct reply relative_page(struct request *rq, const struct relative_page_in *in) {
    struct case_frame frame;
    struct found found;
    if (!find(rq, in->case_, in->relative, &found) || !case_frame_read(rq, in->case_, TAB_PEOPLE, &frame)) return reply_not_found(rq);
    struct relative_page_view view = {
        .given_name = frame.person.given_name,
        .path = relative_path(rq, in->case_, in->relative),
        .back = relation_path(rq, in->case_, ""),
        .ended = !date_is_none(found.row.ended_on),
        .registered_at = found.row.registered_at,
        .registered_by = found.row.registered_by,
        .roles = relative_role_options(rq->arena, rq->lang),
        .answers = role_answer_options(rq->arena, rq->lang),
        .directions = talk_direction_options(rq->arena, rq->lang),
        .grounds = telling_ground_options(rq->arena, rq->lang),
    };
    fill_relative(rq, in->case_, &found, &view.relative);
    fill_talks(rq, &found, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_relation_relative);
    relative_show(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct reply back_to(struct request *rq, struct case_id id, struct relative_id relative, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", relative_path(rq, id, relative)), notice);
}

static struct person_id person_of(struct request *rq, struct case_id id) {
    struct case_brief brief;
    return work_case(rq->db, id, &brief) ? brief.person : (struct person_id){0};
}

struct reply relative_answer_save(struct request *rq, const struct relative_answer_save_in *in) {
    struct found found;
    if (!find_running(rq, in->case_, in->relative, &found)) return reply_not_found(rq);
    if (!date_is_none(in->until) && in->until.days < rq->today.days) form_error(rq, "until", T_relation_until_past);
    if (rq->form->refused) return reply_invalid(rq);
    relative_answer_insert(rq->db, found.access, in->relative, in->case_, person_of(rq, in->case_), found.row.zone, in->role, in->answer,
                           in->scope, in->until, rq->now, rq->session->staff);
    return back_to(rq, in->case_, in->relative, T_relation_answer_saved);
}

/* ── what is said ─────────────────────────────────────────────────────── */

static enum role_answer answer_today(struct request *rq, const struct found *found, enum relative_role role) {
    struct relative_answer_last_row row;
    if (!relative_answer_last(rq->db, found->access, found->row.id, found->row.zone, role, &row)) return ROLE_ANSWER_NOT_ASKED;
    bool over = !date_is_none(row.until) && row.until.days < rq->today.days;
    return over ? ROLE_ANSWER_NOT_ASKED : row.answer;
}

static text_key telling_words(enum telling_fault fault) {
    switch (fault) {
    case TELLING_FINE: return 0;
#define X(name, key) \
    case TELLING_##name: return T_##key;
        TELLING_FAULTS(X)
#undef X
    }
    return 0;
}

static void check_telling(struct request *rq, const struct relative_talk_save_in *in, const struct found *found) {
    struct person_spine person;
    if (!in->ground) {
        form_error(rq, "ground", T_relation_ground_missing);
        return;
    }
    if (!person_spine(rq->db, person_of(rq, in->case_), &person)) return;
    const struct telling telling = {
        .ground = in->ground,
        .kinship = found->row.kinship,
        .nearest = found->row.nearest,
        .has_necessity = !text_empty(in->necessity),
        .her_answer = answer_today(rq, found, RELATIVE_ROLE_RECEIVER),
        .born = person.born,
        .day = rq->today,
    };
    enum telling_fault fault = relation_may_tell(&telling);
    if (fault) form_error(rq, fault == TELLING_NECESSITY ? "necessity" : "ground", telling_words(fault));
}

struct reply relative_talk_save(struct request *rq, const struct relative_talk_save_in *in) {
    struct found found;
    if (!find_running(rq, in->case_, in->relative, &found)) return reply_not_found(rq);
    bool told_them = in->direction == TALK_DIRECTION_TOLD_THEM;
    if (told_them) check_telling(rq, in, &found);
    if (rq->form->refused) return reply_invalid(rq);
    relative_talk_insert(rq->db, found.access, in->relative, in->case_, person_of(rq, in->case_), found.row.zone, in->direction,
                         told_them ? in->ground : 0, in->in_confidence && !told_them, in->content, told_them ? in->necessity : NULL,
                         rq->now, rq->session->staff);
    return back_to(rq, in->case_, in->relative, T_relation_talk_saved);
}

/* ── the relative's own needs ─────────────────────────────────────────── */

/* A contact of the relative's own, with nothing of hers in it. Only with the relative's yes. (HOL-6) */
struct reply relative_contact(struct request *rq, const struct relative_contact_in *in) {
    struct found found;
    struct person_id person;
    if (!find_running(rq, in->case_, in->relative, &found)) return reply_not_found(rq);
    if (answer_today(rq, &found, RELATIVE_ROLE_OWN_NEEDS) != ROLE_ANSWER_YES) {
        form_error(rq, "need", T_relation_need_no_yes);
        return reply_invalid(rq);
    }
    const struct person_new relative = {.given_name = found.row.name,
                                        .born = DATE_NONE,
                                        .phone = found.row.phone,
                                        .language = (enum language)rq->lang,
                                        .grade = ADDRESS_GRADE_OPEN};
    if (person_create(rq->db, &relative, &person) < 0) return reply_not_found(rq);
    intake_register(rq->db, &(struct contact_new){.person = person, .channel = CHANNEL_OTHER, .sender = SENDER_PERSON, .what = in->need});
    return back_to(rq, in->case_, in->relative, T_relation_need_made);
}

struct reply relative_finish(struct request *rq, const struct relative_finish_in *in) {
    struct found found;
    if (!find_running(rq, in->case_, in->relative, &found)) return reply_not_found(rq);
    relative_end(rq->db, found.access, in->relative, found.row.zone, rq->today);
    return relation_back(rq, in->case_, "", T_relation_relative_ended);
}
