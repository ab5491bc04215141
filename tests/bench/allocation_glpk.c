/* GLPK's simplex as a peer of the allocation engine: the wishes of those housed. */
#include "tests/bench/allocation_peers.h"

#include <glpk.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

double glpk_wishes(const struct peer_instance *in, int64_t *ret_cost) {
    glp_prob *lp = glp_create_prob();
    glp_smcp options;
    glp_init_smcp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.presolve = GLP_ON;
    glp_add_rows(lp, in->n_rows + in->n_dwellings + in->n_areas);
    glp_add_cols(lp, (int)in->first[in->n_rows]);
    for (int32_t i = 0; i < in->n_rows; i++) glp_set_row_bnds(lp, 1 + i, GLP_FX, 1, 1);
    for (int32_t d = 0; d < in->n_dwellings; d++) glp_set_row_bnds(lp, 1 + in->n_rows + d, GLP_UP, 0, 1);
    for (int32_t a = 0; a < in->n_areas; a++) glp_set_row_bnds(lp, 1 + in->n_rows + in->n_dwellings + a, GLP_UP, 0, in->intake[a]);
    for (int32_t i = 0; i < in->n_rows; i++)
        for (int64_t e = in->first[i]; e < in->first[i + 1]; e++) {
            int32_t d = (int32_t)(in->edge[e] >> 4);
            int rows[4] = {0, 1 + i, 1 + in->n_rows + d, 1 + in->n_rows + in->n_dwellings + in->area[d]};
            double ones[4] = {0, 1, 1, 1};
            glp_set_col_bnds(lp, (int)e + 1, GLP_LO, 0, 0);
            glp_set_obj_coef(lp, (int)e + 1, in->edge[e] & 15);
            glp_set_mat_col(lp, (int)e + 1, 3, rows, ones);
        }
    double begun = now();
    int failed = glp_simplex(lp, &options);
    double taken = now() - begun;
    *ret_cost = failed ? -1 : (int64_t)(glp_get_obj_val(lp) + .5);
    glp_delete_prob(lp);
    return taken;
}
