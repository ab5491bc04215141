/* The pages about the stock as tabs: this module's and those of the modules above, each shown to who may open it. */
#pragma once
#include "platform/html/html.h"
#include "platform/http/http.h"

enum stock_tab { STOCK_TAB_LIST = 1, STOCK_TAB_MAP, STOCK_TAB_PLACES, STOCK_TAB_CARE, STOCK_TAB_PLANS, STOCK_TAB_LANDLORDS, STOCK_TAB_TEMPORARY };
struct stock_tab_view {
    enum stock_tab here;
    bool care, plans, landlords, temporary;
};
struct stock_tab_view stock_tab_of(const struct request *rq, enum stock_tab here);
void stock_tabs(struct html *h, const struct stock_tab_view *t);
