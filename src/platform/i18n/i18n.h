/* Languages, texts and the way dates and numbers are written. Texts are tables compiled from the .po files (textgen). */
#pragma once
#include "base/arena.h"
#include "base/date.h"

enum lang { LANG_NB = 1, LANG_NN, LANG_EN };
typedef int text_key; /* a T_… of texts.h; 0 is no text */

const char *lang_code(enum lang lang);     /* "nb" */
enum lang lang_parse(const char *code);    /* 0 if unknown; "no" is nb */
enum lang lang_accept(const char *header); /* best of Accept-Language, else nb */

const char *text_of(enum lang lang, text_key key);
/* With parameters: pairs of name and value, ending in NULL. text_format(a, lang, T_x, "name", "Ane", NULL). A parameter "n" chooses plural. */
const char *text_format(struct arena *arena, enum lang lang, text_key key, ...) __attribute__((sentinel));
text_key text_find(const char *name); /* the key of that name, or 0 */
const char *text_name(text_key key);

/* "to. 19. mars", "19. mars 2026", "19.03.26", "i dag"/"i morgen"/"i går" or the short form, "12.30", "6 dager". */
const char *date_short(struct arena *arena, enum lang lang, struct date date);
const char *date_long(struct arena *arena, enum lang lang, struct date date);
const char *date_full(struct arena *arena, enum lang lang, struct date date); /* "tirsdag 17. mars 2026" */
const char *date_table(struct arena *arena, enum lang lang, struct date date);
const char *date_typed(struct arena *arena, struct date date); /* "19.03.2026", as one types it; NULL for DATE_NONE */
const char *date_relative(struct arena *arena, enum lang lang, struct date date, struct date today);
/* The short form, or the long one when the year does not go without saying. */
const char *date_day(struct arena *arena, enum lang lang, struct date date, struct date today);
const char *time_text(struct arena *arena, enum lang lang, struct instant instant);
const char *clock_text(struct arena *arena, enum lang lang, int64_t minute); /* the minute of the day: "09.05", in English "09:05" */
const char *clock_span(struct arena *arena, enum lang lang, int64_t from, int64_t to); /* "09.00–10.30" */
const char *moment_text(struct arena *arena, enum lang lang, struct instant instant,
                        struct date today);                                   /* "i går 14.20", "12. mars kl. 09.05" */
const char *number_text(struct arena *arena, enum lang lang, int64_t number); /* "9 850" */
