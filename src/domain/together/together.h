/* What several units say together with the person. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "together_schema.h"

/* What stands approved by her, for every unit of the case. NULL: nothing. */
struct together_texts {
    const char *need, *motivation;
};
struct together_texts together_approved(struct db *db, struct case_id id);

/* A draft that replaces the one before; what she has approved stands until she approves this. */
void together_write(struct db *db, struct case_id id, enum shared_kind kind, const char *content);
/* She has approved the draft: the one before is withdrawn, and each unit of the case is asked to confirm the need. ERR_CONFLICT: no draft.
 * ERR_DENIED: the draft is another unit's. */
int together_approve(struct db *db, struct case_id id, enum shared_kind kind);
/* She takes it back, draft or approved. ERR_CONFLICT: nothing stands. */
int together_take_back(struct db *db, struct case_id id, enum shared_kind kind);
/* The actor's unit says what it thinks of the approved need. ERR_CONFLICT: none is approved. */
int together_answer(struct db *db, struct case_id id, enum need_answer answer);

/* May the unit be asked to come? Pure but for reading consents. */
enum may_invite { MAY_INVITE = 1, INVITE_SHE_SAID_NO, INVITE_ASK_FIRST };
enum may_invite together_may_invite(struct db *db, struct case_id id, struct unit_id unit);
int together_invite(struct db *db, struct case_id id, struct unit_id unit,
                    struct date held_on); /* ERR_DENIED as above; ERR_INVALID: a day gone by */

/* Nav has begun to find out, and the actor's unit, which is that one or has the responsibility, asks another service to contribute. Who may be asked is
 * as for invitations. ERR_CONFLICT: nobody has begun. ERR_DENIED: not this unit's to ask, or not her wish. ERR_INVALID: a day gone by, or itself. */
int together_ask_contribution(struct db *db, struct case_id id, struct unit_id unit, struct date due);
/* What the asked service says, once. ERR_NOT_FOUND: it is not asked. */
int together_contribute(struct db *db, struct case_id id, struct contribution_id contribution, const char *content);
bool together_may_ask(struct db *db, struct case_id id, struct unit_id unit);

/* Whether the team has gone through case, economy and condition; DATE_NONE: not whole yet. For those who put cases in order. */
struct date together_reviewed_on(struct db *db, struct case_id id);
