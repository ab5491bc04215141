/* The parts that letters to the person about access have in common, and whom she can call, for a letter of any module. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "platform/pdf/letter.h"

/* A letter to her in her own language, with sender, date, reference and address; the address only as person_spine gives it. NULL: no such case. */
struct letter *secrecy_letter(struct request *rq, struct case_id id, text_key title);
/* Whom she can call about it, when there is a number: the unit's, or the municipality's. */
void secrecy_letter_call(struct request *rq, struct letter *letter, struct unit_id unit);
/* The letter as a PDF, or the failure of the transaction. */
struct reply secrecy_letter_reply(struct request *rq, const struct letter *letter, const char *file_name);
