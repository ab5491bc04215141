/* What the templates of her rights show. */
#pragma once
#include "domain/privacy/privacy.h"
#include "platform/html/html.h"

struct choice_view {
    text_key part, outcome, exception;
    const char *reason, *staff, *path, *code; /* path: where it is decided, or NULL */
    struct instant at;
    bool decided, given, needed;
};
struct choice_views {
    struct choice_view *v;
    size_t n;
};
struct access_request_view {
    const char *path, *registered_by, *handed_by;
    text_key asked_by, handed_to;
    struct date received_on, due, handed_on;
    struct instant built_at;
    bool open, building, ready, handed, late;
};
struct access_request_views {
    struct access_request_view *v;
    size_t n;
};
struct access_package_view {
    const char *given_name, *path, *today, *log, *correction;
    bool may_handle, may_build;
    struct access_request_views requests;
    struct access_request_view *current; /* NULL: none is open */
    struct choice_views choices;
    struct options askers, outcomes, exceptions, parts;
};

struct correction_view {
    text_key about, state;
    const char *passage, *wish, *reason, *staff, *decided_by, *path, *letter;
    struct date received_on, due;
    struct instant decided_at;
    bool asked, late, corrected;
};
struct correction_views {
    struct correction_view *v;
    size_t n;
};
struct correction_page_view {
    const char *given_name, *path, *note_path, *today, *log, *package;
    bool may_handle, readable;
    struct correction_views corrections;
    struct options abouts, outcomes;
};

struct beside_view {
    bool hers;
    const char *content, *lead;
    struct instant at;
};
struct beside_views {
    struct beside_view *v;
    size_t n;
};

struct due_view {
    int64_t person;
    const char *name;
    struct date last_activity, kept_until;
};
struct due_views {
    struct due_view *v;
    size_t n;
};
struct waiting_view {
    const char *name, *proposer, *path;
    struct date last_activity, kept_until;
    struct instant proposed_at;
    bool mine;
};
struct waiting_views {
    struct waiting_view *v;
    size_t n;
};
struct done_view {
    const char *path, *proposer, *decider;
    struct instant at;
    int64_t number;
};
struct done_views {
    struct done_view *v;
    size_t n;
};
struct erasure_view {
    struct due_views due;
    struct waiting_views waiting;
    struct done_views done;
    const char *basis;
    bool rotation_waits;
};
struct proof_view {
    int64_t number, person;
    text_key state;
    const char *basis, *proposer, *decider;
    struct date last_activity, kept_until;
    struct instant proposed_at, decided_at, rotated_at;
    bool erased, key_gone, rotated, decided;
};
