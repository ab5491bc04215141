/* What else happens in a history. */
#include "command/demo_story.h"

void story_goes_on(struct story *story, const char *follower) { (void)story; (void)follower; }
