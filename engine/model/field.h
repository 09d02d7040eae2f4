/* The fields of a record: one table that readers, rules and writers share. */
#ifndef JIHE_MODEL_FIELD_H
#define JIHE_MODEL_FIELD_H

#include "base/near.h"
#include "base/slice.h"

enum field_type {
    FIELD_TEXT,
    FIELD_ENUM,
    FIELD_INTEGER,
    FIELD_NUMBER,
    FIELD_AMOUNT,
    FIELD_PERCENT,
    FIELD_DATE,
    FIELD_VALUE, /* a target, an actual value: anything a clerk types */
    FIELD_LIST,
    FIELD_OBJECT, /* payment_plan, goals, indicators, source: not a single cell */
};

enum project_field {
    P_FORM, P_YEAR, P_MONTH, P_REGION, P_UNIT_CODE, P_UNIT_NAME, P_DEPARTMENT, P_IMPLEMENTING_UNIT,
    P_PROJECT_CODE, P_PROJECT_NAME, P_CATEGORY, P_ATTRIBUTE, P_TYPE, P_CURRENCY_UNIT,
    P_BUDGET_TOTAL, P_BUDGET_FISCAL, P_BUDGET_OTHER, P_BUDGET_CARRYOVER, P_BUDGET_INITIAL,
    P_EXECUTED, P_EXECUTION_RATE, P_EXECUTION_WEIGHT, P_EXECUTION_SCORE, P_TOTAL_SCORE,
    P_PURPOSE, P_CONTENT, P_LEGAL_BASIS, P_START, P_END, P_REPORTED_ON,
    P_PAYMENT_PLAN, P_GOALS, P_DEVIATION_REASON, P_IMPROVEMENT, P_REVIEW_OPINION,
    P_INDICATORS, P_SOURCE,
    P_COUNT
};

enum indicator_field {
    I_SEQ, I_TERM, I_GOAL, I_LEVEL1, I_LEVEL2, I_LEVEL3, I_CODE, I_NATURE, I_DESCRIPTION, I_TARGET,
    I_TARGET_BASIS, I_TARGET_OP, I_TARGET_VALUE, I_TARGET_UNIT, I_ACTUAL, I_FORECAST, I_LIKELIHOOD,
    I_WEIGHT, I_SCORE, I_REASON, I_REMARK, I_LAST_YEAR,
    I_COUNT
};

enum goal_field { G_TERM, G_TEXT, G_DONE, G_COUNT };

enum field_scope { SCOPE_PROJECT, SCOPE_INDICATOR, SCOPE_GOAL };

struct field {
    struct slice name;  /* the key: "budget_total" */
    struct slice label; /* Chinese, for messages and headings: "预算数" */
    struct slice label_en; /* for messages: "budget" */
    enum field_type type;
};

/* Indexed by the enums above; *count is P_COUNT, I_COUNT or G_COUNT. */
const struct field *field_table(enum field_scope scope, size_t *count);
/* The index, or -1. */
int field_find(enum field_scope scope, struct slice name);
void field_near(enum field_scope scope, struct near *near);

enum form_kind {
    FORM_UNKNOWN, FORM_DECLARATION, FORM_TARGET, FORM_MONITORING, FORM_SELF_EVALUATION,
    FORM_DISCLOSURE,
    FORM_COUNT
};
/* Accepts the key ("target") and the Chinese name (绩效目标表); FORM_UNKNOWN otherwise. */
enum form_kind form_find(struct slice name);
struct slice form_name(enum form_kind form);  /* key; "" for unknown */
struct slice form_label(enum form_kind form); /* Chinese */
struct slice form_label_en(enum form_kind form); /* for people */

#endif
