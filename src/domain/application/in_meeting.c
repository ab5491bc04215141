/* An application on the agenda of the allocation meeting: reported to it, and what the meeting says goes straight into the application. What was said stands
 * in the meeting's own words, in her case. (MODEL 3.7, 3.10) */
#include "domain/application/internal.h"

#include "domain/meeting/meeting.h"
#include "texts.h"

enum { REFUSAL_DAYS = 5 };

/* Reported once; the engine carries one that was put off on to its new day by itself. */
void application_report(struct db *db, const struct application *application) {
    struct agenda_item_id made;
    struct meeting_series_id series = meeting_series_of_kind(db, MEETING_KIND_ALLOCATION);
    const struct item_new item = {.series = series, .kind = AGENDA_ITEM_KIND_HOUSING_APPLICATION, .case_ = application->case_, .subject = application->id.v};
    if (series.v) (void)meeting_report(db, &item, &made);
}

static bool read(struct db *db, const struct meeting_item *item, struct application *ret_application) {
    bool found = item->subject && application_read(db, (struct housing_application_id){item->subject}, ret_application);
    return found && ret_application->case_.v == item->case_.v;
}

/* The list that a choice of the meeting means; 0: it is no yes to a home. */
static enum list_type list_of(enum agenda_choice choice, enum list_type now) {
    bool adapted = now == LIST_TYPE_ADAPTED_DAY || now == LIST_TYPE_ADAPTED_ALL_HOURS || now == LIST_TYPE_NURSING;
    switch (choice) {
    case AGENDA_CHOICE_ORDINARY:
    case AGENDA_CHOICE_ORDINARY_FOLLOWED: return LIST_TYPE_ORDINARY;
    case AGENDA_CHOICE_ADAPTED:
    case AGENDA_CHOICE_ADAPTED_FOLLOWED: return adapted ? now : LIST_TYPE_ADAPTED_DAY;
    case AGENDA_CHOICE_REFUSED:
    case AGENDA_CHOICE_SERVICES:
    case AGENDA_CHOICE_OTHER: break;
    }
    return 0;
}

static text_key may_decide(struct db *db, const struct meeting_item *item, const struct meeting_outcome *outcome) {
    struct application application;
    if (outcome->advises || !read(db, item, &application) || !list_of(outcome->choice, application.list)) return 0;
    const struct application_outcome yes = {.application = application.id, .status = APPLICATION_STATUS_APPROVED};
    int fault = application_may_decide(db, &application, &yes);
    return fault ? application_fault_text(fault).why : 0;
}

static int decided(struct db *db, const struct meeting_item *item, const struct meeting_outcome *outcome) {
    struct application application;
    if (outcome->advises || !read(db, item, &application)) return 0;
    enum list_type list = list_of(outcome->choice, application.list);
    const struct application_outcome yes = {.application = application.id, .status = APPLICATION_STATUS_APPROVED, .list = list};
    /* A no is a decision with its own reason and words, written by the unit that decides: the meeting has said what it will be. (FVL-25) */
    if (outcome->choice == AGENDA_CHOICE_REFUSED)
        work_task_add(db, application.case_, application_unit(db), TASK_KIND_LOOK_AT_APPLICATION, application.id.v,
                      law_add_working_days(law_current(), application_today(db), REFUSAL_DAYS));
    return list ? application_decide(db, NULL, &yes) : 0;
}

static void moved(struct db *db, const struct meeting_item *item, struct date next_on) {
    struct application application;
    if (!read(db, item, &application) || application.status != APPLICATION_STATUS_TO_MEETING) return;
    bool missing = item->state == AGENDA_ITEM_STATE_NO_QUORUM;
    const struct application_outcome later = {.application = application.id, .status = APPLICATION_STATUS_POSTPONED, .postponed_to = next_on,
                                              .postponed_why = missing ? POSTPONED_WHY_NO_QUORUM : POSTPONED_WHY_MORE_FACTS};
    (void)application_decide(db, NULL, &later);
}

static void accepted(struct db *db, const struct meeting_item *item, struct meeting_id meeting) {
    struct application application;
    (void)meeting;
    if (read(db, item, &application) && application.status == APPLICATION_STATUS_POSTPONED) (void)application_to_meeting(db, application.case_);
}

void application_on_meetings(void) {
    static const struct meeting_hook hook = {.kind = AGENDA_ITEM_KIND_HOUSING_APPLICATION, .may_decide = may_decide, .decided = decided, .moved = moved, .accepted = accepted,
                                              .case_page = "/bolig"};
    meeting_on(&hook);
}
