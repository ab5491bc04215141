/* What the pages of messages show. */
#pragma once
#include "platform/html/html.h"

struct message_line {
    int64_t id;
    const char *from, *from_name, *to, *reader, *text, *when;
    struct instant sent_at;
    struct date answer_by;
    text_key task;
    bool mine, unread_here, read, has_answer_by, may_answer;
};
struct message_lines {
    struct message_line *v;
    size_t n;
};
struct message_thread {
    text_key zone;
    const char *zone_id; /* for the headings' ids */
    struct message_lines lines;
};
struct message_threads {
    struct message_thread *v;
    size_t n;
};
struct message_view {
    int64_t case_number;
    const char *name;
    bool own_only, may_write, in_case;
    struct message_threads threads;
    struct options zones, units, staff, tasks;
    const char *zone, *to_unit, *to_staff, *answers; /* of an answer; NULL: a new message */
    const char *answering;                           /* whom it answers */
};
struct inbox_row {
    const char *path, *name, *from, *when;
    text_key zone;
    struct instant sent_at;
    struct date answer_by;
    bool to_me, has_answer_by;
};
struct inbox_rows {
    struct inbox_row *v;
    size_t n;
};
struct inbox_list_view {
    struct inbox_rows rows;
};
struct inbox_view {
    struct inbox_list_view unread, read;
    int64_t n_unread;
    const char *previous, *next;
};
