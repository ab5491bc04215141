/* The program's face to the platform: menu, hooks, kinds of jobs. */
#pragma once
#include "command/command.h"
#include "platform/http/http.h"
#include "platform/jobs/jobs.h"

/* What lower modules ask of those above them: before anything is done in a municipality. */
void municipality_join(void);
void municipality_app(const struct town *town, bool demo, struct app *ret_app);
/* Brings units in line with the profile and gives the sessions' clean-up its first job. Exit code. */
int municipality_prepare(const struct town *town, struct instant now);
const struct job_kind *municipality_jobs(void); /* ends with kind NULL */
/* First line of a file that holds a secret; NULL after a message. */
const char *municipality_secret(const char *path, struct arena *arena);
