/* What the parts of the letter share: who writes, and small words. Only for letter*.c. */
#pragma once
#include "domain/decision/issue.h"

struct writer {
    struct arena *arena;
    enum lang lang;
    const struct letter_facts *facts;
    struct law_letter law;
    struct decision_letter *out;
    bool broken; /* a fixed text would have a hole in it */
};

const char *letter_say(const struct writer *w, text_key key);
/* The text, noted as one that the part being edited changes. */
const char *letter_mark(struct writer *w, const struct part *part, const char *text);
void letter_heading(struct writer *w, text_key key);
void letter_paragraph(struct writer *w, const char *text);
void letter_list(struct writer *w, const char **items, size_t n);
/* A fixed text of the law that must be there. */
const char *letter_must(struct writer *w, const char *text);
const char *letter_listed(const struct writer *w, const char *const *words, size_t n); /* "bolig, oppfølging og økonomi" */
const char *letter_small(struct arena *arena, const char *text);   /* the first letter small */
const char *letter_contact(const struct part *part);               /* a person's name, else the unit's */

/* What a part is in this letter: given, refused, ended, to come, or only pointed to. At most one holds. */
bool letter_granted(const struct part *part);
bool letter_refused(const struct part *part);
bool letter_stopped(const struct part *part);
bool letter_later(const struct part *part);
bool letter_reference(const struct part *part);
bool letter_stays_on(const struct writer *w, const struct part *part); /* a temporary place that was given before */
bool letter_decided(const struct part *part); /* granted, refused or ended here: it has its own appeal */
bool letter_any(const struct writer *w, bool (*is)(const struct part *));
bool letter_grants(const struct writer *w, enum part_kind kind);

void letter_write_reasons(struct writer *w); /* why, and what she did not get */
void letter_write_next(struct writer *w);    /* what happens now */
void letter_write_appeal(struct writer *w);  /* each part its own limit and body */
void letter_write_end(struct writer *w);     /* whom to ask, who signed, the rules */
