/* The words of the trail's codes: every event, what it was about, and the codes in its detail. The tables are made by tools/eventgen.c from where events
 * are written, so that none is without words. A row of an older program may hold a code that is gone. (ARK-2) */
#pragma once
#include "platform/i18n/i18n.h"

text_key audit_event_text(const char *event);                      /* never 0: one that is gone is told as such */
text_key audit_about_text(const char *subject);                    /* of a subject or a kind of job; 0 when there is none */
text_key audit_detail_text(const char *event, const char *detail); /* 0 when the detail is no code but a number, a hash or a reference */

/* What eventgen writes. Tables end with NULL; words are sorted by code, readers have one line for each enumeration an event's detail may be of. */
struct audit_word { const char *code; text_key words; };
struct audit_reader { const char *event; text_key (*words)(const char *code); };
extern const struct audit_word audit_event_words[], audit_about_words[], audit_detail_words[];
extern const struct audit_reader audit_detail_readers[], audit_event_readers[];
