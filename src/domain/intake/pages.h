/* What the files of pages in this module share. */
#pragma once
#include "domain/intake/intake.h"
#include "intake_views.h"

/* A contact as every page of it shows it. False: no such contact. */
bool contact_view_of(struct request *rq, struct contact_id id, struct contact_view *ret_view);
