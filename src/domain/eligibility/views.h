/* What the templates of eligibility show. */
#pragma once
#include "domain/eligibility/eligibility.h"
#include "platform/html/html.h"

struct stay_view {
    const char *municipality;
    text_key basis;
    struct date from_date, until_date;
};
struct stay_views {
    struct stay_view *v;
    size_t n;
};
struct footing_view {
    const char *given_name, *path, *back, *today, *here;
    bool open, may_write, outside;
    struct secrecy_hidden hidden;
    text_key outcome; /* 0: not asked */
    const char *colour, *lawful_stay, *asylum_offer, *no_connection, *note, *responsible;
    bool responsible_elsewhere;
    struct stay_views stays;
    struct options answers, bases;
};
struct competence_note_view {
    const char *matter, *reasons, *staff, *unit;
    text_key outcome;
    bool cannot, told;
    struct date assessed_on, look_again;
};
struct competence_note_views {
    struct competence_note_view *v;
    size_t n;
};
struct competence_view {
    const char *given_name, *path, *back, *today;
    bool open, may_write;
    struct secrecy_hidden hidden;
    struct competence_note_views notes;
    struct options outcomes;
};
