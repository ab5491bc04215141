/* A process beside ours, looked after: started anew when it ends by itself, told to end when we do. */
#pragma once

struct beside;

/* `arguments` as execv takes them, with the program's name first; both must live as long. NULL when it cannot be started at all. A process that
 * ends is started again after the pause, and the log says so. */
struct beside *beside_start(const char *program, char *const arguments[], int pause_ms);
/* Sends SIGTERM and waits until it is gone. NULL is fine. */
void beside_stop(struct beside *beside);
