/* The profile in the browser: which is in use since when, checking another with everything that is wrong, what it would change in plain words, and approving
 * it. Taking it in use is the operator's: the page says how. */
#include "admin_routes.h"
#include "admin_views.h"
#include "domain/admin/views.h"
#include "domain/organisation/organisation.h"
#include "domain/organisation/profile_version.h"
#include "texts.h"

#include <string.h>

static const struct {
    const char *key;
    text_key words;
} parts[] = {
    {"units", T_admin_part_units},           {"meeting_series", T_admin_part_meetings}, {"intake", T_admin_part_intake},
    {"decision", T_admin_part_decision},     {"responsibility", T_admin_part_responsibility}, {"allocation", T_admin_part_allocation},
    {"leases", T_admin_part_leases},         {"consents", T_admin_part_consents},       {"letters", T_admin_part_letters},
    {"delegations", T_admin_part_delegations}, {"dwellings", T_admin_part_dwellings},   {"measures", T_admin_part_measures},
    {"special_roles", T_admin_part_roles},   {"contact", T_admin_part_contact},
};

static text_key part_of(const char *path) {
    size_t length = strcspn(path, ".[");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strlen(parts[i].key) == length && strncmp(parts[i].key, path, length) == 0) return parts[i].words;
    return T_admin_part_municipality;
}

static struct profile_version_rows versions_shown(struct request *rq, const struct profile_versions *versions, bool in_use) {
    struct profile_version_rows rows = {arena_array(rq->arena, versions->n + 1, sizeof *rows.v), versions->n};
    for (size_t i = 0; i < versions->n; i++) {
        const struct profile_version *one = &versions->v[i];
        rows.v[i] = (struct profile_version_row){
            .hash = arena_printf(rq->arena, "%.12s", one->hash), .who = one->who, .at = one->at, .approved_at = one->approved_at, .approved = !instant_is_none(one->approved_at), .current = in_use && i == 0,
            .path = in_use ? NULL : arena_printf(rq->arena, "/administrasjon/profil/%lld", (long long)one->id)};
    }
    return rows;
}

static void faults_read(struct request *rq, struct profile_page_view *view) {
    struct profile_looked *looked = arena_array(rq->arena, 1, sizeof *looked);
    const char *text = form_raw(rq->form, "body");
    if (!text || profile_look(rq->db, rq->arena, text, looked)) return;
    view->faults = (struct profile_fault_rows){looked->faults.v, looked->faults.n};
}

struct reply profile_page(struct request *rq, const struct profile_page_in *in) {
    (void)in;
    struct profile_versions uses = profile_uses(rq->db), proposals = profile_proposals(rq->db);
    struct profile_page_view view = {.tab = {ADMIN_TAB_PROFILE}, .may_write = session_may(rq->session, RIGHT_ADMIN_WRITE),
                                     .uses = versions_shown(rq, &uses, true), .proposals = versions_shown(rq, &proposals, false)};
    if (rq->form && rq->form->refused) faults_read(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_profile, .nav = "/administrasjon"});
    profile_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply profile_try(struct request *rq, const struct profile_try_in *in) {
    struct profile_proposal_id proposal;
    if (profile_propose(rq->db, in->body, &proposal)) {
        form_error(rq, "body", T_admin_profile_wrong);
        return reply_invalid(rq);
    }
    return reply_see_other(rq, "/administrasjon/profil/%lld", (long long)proposal.v);
}

static struct profile_change_rows changes_shown(struct request *rq, const char *text) {
    struct profile_looked *looked = arena_array(rq->arena, 1, sizeof *looked);
    if (!profile_look(rq->db, rq->arena, text, looked)) return (struct profile_change_rows){0};
    struct profile_change_rows rows = {arena_array(rq->arena, looked->changes.n + 1, sizeof *rows.v), looked->changes.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct yaml_change *change = &looked->changes.v[i];
        rows.v[i] = (struct profile_change_row){part_of(change->path), change->path, change->before, change->now, true};
        if (i) rows.v[i].new_part = rows.v[i].part != rows.v[i - 1].part;
    }
    return rows;
}

struct reply profile_proposal_page(struct request *rq, const struct profile_proposal_page_in *in) {
    struct profile_proposal proposal;
    if (!profile_proposal(rq->db, in->proposal, &proposal)) return reply_not_found(rq);
    struct profile_proposal_view view = {.tab = {ADMIN_TAB_PROFILE}, .proposal = in->proposal.v, .may_write = session_may(rq->session, RIGHT_ADMIN_WRITE),
                                         .approved = !instant_is_none(proposal.approved_at), .in_use = proposal.in_use, .hash = arena_printf(rq->arena, "%.12s", proposal.hash), .who = proposal.who,
                                         .approver = proposal.approver, .at = proposal.at, .approved_at = proposal.approved_at,
                                         .changes = changes_shown(rq, proposal.text)};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_profile_new, .nav = "/administrasjon"});
    profile_proposal_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply profile_accept(struct request *rq, const struct profile_accept_in *in) {
    struct profile_proposal proposal;
    if (!profile_proposal(rq->db, in->proposal, &proposal)) return reply_not_found(rq);
    if (!in->read) {
        form_error(rq, "read", T_admin_profile_read_first);
        return reply_invalid(rq);
    }
    if (profile_approve_proposal(rq->db, in->proposal)) return reply_conflict(rq, T_admin_profile_approved_before);
    return reply_with_notice(reply_see_other(rq, "/administrasjon/profil/%lld", (long long)in->proposal.v), T_admin_profile_accepted);
}
