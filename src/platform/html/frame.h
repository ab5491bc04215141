/* Shared by field.c and page.c: what fields tell the frame. */
#pragma once
#include "platform/html/html.h"

/* A field that was shown with an error. The summary at the top of the page links to it. */
struct field_fault {
    const char *name, *id, *label;
    text_key error;
    struct field_fault *next;
};
