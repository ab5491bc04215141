/* Appeals, part by part, through both instances, with demands for reasons, suspension and costs.; FVL-27–FVL-36, FVL-42,
 * FVL25-12, PBRL-3, PBRL-13, BSL-10, SOT-16, TIL-2, IPF-8; I-07. The moves are a table (moves.c) and are guarded again by the schema.
 *
 * Everything runs in the caller's write transaction and by its actor. Words are read and written with an access to the part's zone.
 * ERR_CONFLICT everywhere: it has moved on meanwhile. ERR_DENIED: who made the decision, or decided before, does not review it; or it is
 * another unit's to do; or the access does not cover the zone. */
#pragma once
#include "appeal_schema.h"
#include "domain/decision/decision.h"

/* ── limits ───────────────────────────────────────────────────────────── */
struct appeal_limit {
    struct date until;    /* the last day, after what has moved it; DATE_NONE: not begun, or interrupted */
    struct date latest;   /* the latest limit in the same letter: until then an appeal on any of its parts is taken in (FVL-31) */
    struct date absolute; /* a year after the decision */
    bool interrupted;     /* reasons are demanded and have not come (FVL-29) */
    const char *body;     /* code of the appeal body; NULL: the letter has not reached her */
};
/* False: the part is not decided, or cannot be appealed here. */
bool appeal_limit_of(struct db *db, struct decision_part_id part, struct appeal_limit *ret_limit);
/* How an appeal that was posted, or else came in, that day stands to the limits. Pure. */
enum appeal_time appeal_timely(const struct appeal_limit *limit, struct date sent, struct date received);
/* Reasons are demanded: the limit stops until they reach her. ERR_INVALID: the limit had run out. ERR_CONFLICT: demanded already. */
int appeal_ask_reasons(struct db *db, struct decision_part_id part, struct date asked_on);
/* Writes the letter with the reasons; the limit begins again when it reaches her. */
int appeal_give_reasons(struct db *db, const struct access *access, struct limit_change_id change, const char *reasons);
/* A longer limit, given before it runs out. ERR_INVALID: not longer, or too late. */
int appeal_extend(struct db *db, struct decision_part_id part, struct date until);

/* ── coming in ────────────────────────────────────────────────────────── */
struct appeal_wish {
    struct decision_part_id part;
    const char *words; /* what she wants changed, and why; NULL: somebody else must write it down */
};
struct appeal_new {
    struct case_id case_;
    enum appeal_form form;
    enum appellant appellant;
    const char *appellant_name;
    struct date received_on, posted_on; /* posted_on DATE_NONE: unknown */
    bool is_signed, helped, home_at_risk, suspension;
    const struct appeal_wish *wishes;
    size_t n_wishes;
};
/* Takes it in whatever its date, with a receipt. ERR_INVALID: no part, a day that has not been, or somebody else without a name.
 * ERR_CONFLICT: a part has an open appeal. */
int appeal_receive(struct db *db, const struct access *access, const struct appeal_new *coming, struct appeal_id *ret_appeal);
/* Taken down, read back, and she said that it is right: her signature. */
int appeal_read_back(struct db *db, struct appeal_id appeal);
/* More words from her, at any time before the end. */
int appeal_comment(struct db *db, const struct access *access, struct appeal_part_id id, const char *words);

/* ── the first instance: somebody who did not make the decision ───────── */
int appeal_begin(struct db *db, struct appeal_part_id id);
enum { FAULT_SIGNATURE = 1, FAULT_DECISION = 2, FAULT_CHANGE = 4 };
int appeal_ask_correction(struct db *db, const struct access *access, struct appeal_part_id id, unsigned faults);
int appeal_corrected(struct db *db, const struct access *access, struct appeal_part_id id, const char *words, bool is_signed);
/* ERR_INVALID: not signed, over a year late, or late without a ground and reasons (FVL-31). */
int appeal_take_in(struct db *db, const struct access *access, struct appeal_part_id id, enum late_ground ground, const char *reasons);
/* ERR_INVALID: not late, the time to correct is not out, or no reasons. Never by itself. */
int appeal_dismiss(struct db *db, const struct access *access, struct appeal_part_id id, enum dismissal_ground ground, const char *reasons);
/* In full or in part, in her favour: opens the part in the next version of the joint decision (FVL-35). */
int appeal_change(struct db *db, const struct access *access, struct appeal_part_id id, bool in_full, const char *reasons);
struct appeal_case_file {
    const enum appeal_document *v;
    size_t n;
};
/* To the appeal body of the part, with the statement, a copy of which goes to her (FVL-33). */
int appeal_forward(struct db *db, const struct access *access, struct appeal_part_id id, struct appeal_case_file documents,
                   const char *statement);
/* She is content with what was changed, and the rest is not sent on. */
int appeal_settle(struct db *db, const struct access *access, struct appeal_part_id id, const char *words);
int appeal_withdraw(struct db *db, const struct access *access, struct appeal_part_id id, const char *words);

/* ── the second instance ──────────────────────────────────────────────── */
struct appeal_decision {
    enum appeal_result result;
    enum result_direction direction; /* 0 unless changed */
    struct date decided_on, notice_sent_on;
    const char *reasons;
};
/* By the municipality's own board, or the answer of the county governor written down. ERR_INVALID: to her detriment without a notice sent
 * within three months (FVL-34), a day that has not been, or no reasons. */
int appeal_decide(struct db *db, const struct access *access, struct appeal_part_id id, const struct appeal_decision *decision);
/* ERR_INVALID: the changed part is not issued yet. */
int appeal_implement(struct db *db, struct appeal_part_id id);
/* ERR_INVALID: a letter with the result has not reached her, or the time to appeal a dismissal runs. */
int appeal_close(struct db *db, struct appeal_part_id id);

/* ── suspension and costs ─────────────────────────────────────────────── */
int appeal_ask_suspension(struct db *db, struct appeal_part_id id, struct date asked_on);
/* A no is reasoned. A yes suspends the part (decision_suspend) until the appeal is settled. (FVL-42) */
int appeal_answer_suspension(struct db *db, const struct access *access, struct appeal_part_id id, bool granted, const char *reasons);
/* Hook of followup.h: help that is suspended from ending goes on. */
bool appeal_may_end_service(struct db *db, struct case_id id, enum service_kind kind);
/* ERR_INVALID: nothing was changed in her favour. A claim that comes late is taken in and says so. (FVL-36) */
int appeal_claim_costs(struct db *db, const struct access *access, struct appeal_part_id id, int64_t amount, struct date claimed_on,
                       const char *words);
int appeal_answer_costs(struct db *db, const struct access *access, struct appeal_part_id id, int64_t granted, const char *reasons);

/* ── letters, and what is not an appeal ───────────────────────────────── */
struct appeal_delivery {
    enum delivery_channel channel;
    struct date sent_on, reached_on; /* reached_on DATE_NONE: not known yet */
};
/* What a letter starts begins the day it reaches her: the new limit, the time to claim costs. */
int appeal_letter_deliver(struct db *db, struct appeal_letter_id letter, const struct appeal_delivery *delivery);
/* Somebody else's grant: explained in a letter, not opened, and nothing said of the other. (PBRL-3) */
int appeal_explain_grant(struct db *db, struct case_id id, enum appeal_form form);
