/* Every explicit limit, in one place. */
#ifndef JIHE_MODEL_LIMITS_H
#define JIHE_MODEL_LIMITS_H

#include <stddef.h>
#include <stdint.h>

struct limits {
    size_t field_bytes;        /* one cell */
    size_t line_bytes;         /* one NDJSON line or CSV row */
    size_t columns;            /* of one table */
    size_t json_depth;
    size_t json_keys;          /* of one object */
    size_t document_bytes;     /* one file held as a document, and what its container unpacks to */
    size_t document_blocks;    /* tables and paragraphs of one document */
    size_t document_rows;      /* of one table */
    size_t document_slots;     /* rows × columns of all its tables */
    size_t document_depth;     /* nested elements of XML and HTML */
    size_t project_bytes;      /* one project with its indicators */
    size_t indicators;         /* of one project */
    size_t rejected_shown;     /* rejected rows told one by one; all are counted */
    size_t undecided_shown;    /* records told one by one that one rule could not judge */
    size_t rule_file_bytes;
    size_t data_file_bytes;    /* a manifest, a register, a file of lists */
    size_t rule_memory;        /* bytes of one Lua state */
    uint64_t rule_instructions; /* one rule on one record */
    uint64_t load_instructions; /* one file at load */
    unsigned rule_milliseconds; /* CPU time of one rule on one record, a backstop */
    size_t form_memory;         /* as the three of rules, for one call of a form map */
    uint64_t form_instructions;
    unsigned form_milliseconds;
    size_t findings_per_answer;
    size_t message_bytes;
    size_t group_bytes;        /* what all group rules may keep in memory */
    unsigned stall_seconds;    /* supervisor: a rule that does not come back */
};

void limits_default(struct limits *l);

#endif
