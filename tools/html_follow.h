/* Follows the HTML of one template and refuses what Felles does not write: markup a browser would repair, code in markup, controls
 * without a label. Part of htmlgen; knows nothing of {{ }} beyond that a hole ends a token. */
#pragma once
#include "base/str.h"

#include <stdbool.h>

enum { MAX_ATTRIBUTES = 24, MAX_DEPTH = 64, MAX_SCHEME = 8 };

enum where { IN_TEXT, IN_TAG, IN_VALUE };
/* How far a URL attribute has come: what is known decides the escaper, and whether a ':' may be written. */
enum url { URL_NONE, URL_START, URL_MAYBE_START, URL_SCHEME, URL_PAST_SCHEME };

struct attribute {
    const char *name;
    const char *raw; /* as it stands in the template, holes and all; NULL when it has none or branches differ */
    bool hole;       /* something in it is decided at run time */
    bool always;     /* whichever branch is taken */
};
struct open_tag {
    const char *name;
    int line;
};
/* A place in the markup. Copied at {{if}}, merged at {{else}} and {{end}}. */
struct place {
    enum where where;
    bool needs_space; /* in a tag: an attribute may not follow directly */
    struct open_tag tag;
    struct attribute attributes[MAX_ATTRIBUTES];
    int n_attributes;
    char quote;
    const char *value; /* start, in the source */
    bool value_hole;
    enum url url;
    char scheme[MAX_SCHEME]; /* so far; '?' stands for what is not known here */
    struct open_tag open[MAX_DEPTH];
    int depth;
};
struct control {
    const char *id;
    int line;
};
struct follower {
    const char *file;
    int line;
    struct place at;
    struct str markup;                 /* what to write, since the last hole */
    bool csrf_due;                     /* a form that posts has just begun */
    struct control *controls, *labels; /* by id, for the check at the end */
    int n_controls, n_labels;
};

struct follower follow_begin(const char *file);
/* Takes one token at `at`, which is not "{{"; gives what follows it. */
const char *follow_token(struct follower *follower, const char *at);
/* A value is written here at run time. */
void follow_hole(struct follower *follower);
/* ` name="name"` may be written here at run time. */
void follow_optional_attribute(struct follower *follower, const char *name);
bool follow_inside(const struct follower *follower, const char *tag);
/* Joins two branches. Returns NULL, or says how they differ. */
const char *follow_merge(struct place *into, const struct place *other);
const char *follow_describe(const struct place *place);
void follow_end(struct follower *follower); /* everything closed, every control labelled */
