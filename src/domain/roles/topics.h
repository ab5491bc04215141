/* The directory: every service a municipality must have someone for, and which units say they do it. */
#pragma once
#include "domain/roles/roles.h"

struct topic_unit {
    int64_t id;
    const char *name, *reach; /* reach: what the unit has written, else its phone, or NULL */
    struct date updated;      /* DATE_NONE: as the profile says */
};
struct topic_units {
    struct topic_unit *v;
    size_t n;
};
struct topic_row {
    const char *code;
    text_key name;
    struct topic_units units;
    bool mine; /* filled by the page */
};
struct topic_rows {
    struct topic_row *v;
    size_t n;
};
struct topic_rows topics_read(struct db *db, enum lang lang);
bool topic_known(const char *code);
