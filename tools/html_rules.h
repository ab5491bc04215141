/* Which elements and attributes a template may hold, and where. Tables and pure functions; part of htmlgen. */
#pragma once
#include "tools/html_follow.h"

bool rules_is_void(const char *tag);
bool rules_is_url(const char *attribute);
bool rules_is_scheme(const char *scheme);
const struct attribute *rules_attribute(const struct place *place, const char *name); /* NULL when it is not there */
/* Each returns NULL, or why it is refused. */
const char *rules_refuse_element(const char *tag, const struct place *parent);
const char *rules_refuse_attribute(const char *name, const struct place *place);
/* The whole tag. When it is a control that a <label for> must name, `ret_id` gets its id as written. */
const char *rules_refuse_tag(const struct place *place, bool in_label, const char **ret_id);
bool rules_posts(const struct place *place); /* <form method="post"> */
