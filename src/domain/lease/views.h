/* What the template of a landlord's notice shows. */
#pragma once
#include "domain/lease/lease.h"
#include "platform/html/html.h"

struct finding_view {
    enum notice_finding code;
    text_key title, about;
};
struct finding_views {
    struct finding_view *v;
    size_t n;
};
struct notice_view {
    const char *given_name, *path;
    bool checked, may_write, open;
    struct finding_views findings;
    bool fault; /* something in the form of it is wrong */
    bool protested, can_protest;
    struct date protest_until, earliest_end, leaves_on, received_on;
    bool leaves_known, short_notice;
    int64_t days_left;
    struct instant checked_at;
    const char *checked_by;
    text_key outcome; /* 0: not over */
    /* the form as it was last filled in */
    const char *received, *leaves, *written, *reasons, *protest_information, *protested_value;
    struct options answers, outcomes;
};
