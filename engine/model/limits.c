/* The limits a run starts with: far above any real form, far below what hurts a machine. */
#include "model/limits.h"

void limits_default(struct limits *l)
{
    *l = (struct limits){
        .field_bytes = (size_t)1 << 20,
        .line_bytes = (size_t)4 << 20,
        .columns = 1024,
        .json_depth = 64,
        .json_keys = 4096,
        .document_bytes = (size_t)128 << 20,
        .document_blocks = 100000,
        .document_rows = 1 << 20,
        .document_slots = 4 << 20,
        .document_depth = 200,
        .project_bytes = (size_t)64 << 20,
        .indicators = 20000,
        .rejected_shown = 1000,
        .undecided_shown = 200,
        .rule_file_bytes = (size_t)64 << 10,
        .data_file_bytes = (size_t)1 << 20,
        .rule_memory = (size_t)64 << 20,
        .rule_instructions = 5 * 1000 * 1000,
        .load_instructions = 20 * 1000 * 1000,
        .rule_milliseconds = 2000,
        .form_memory = (size_t)128 << 20,
        .form_instructions = 200 * 1000 * 1000,
        .form_milliseconds = 5000,
        .findings_per_answer = 200,
        .message_bytes = 2000,
        .group_bytes = (size_t)256 << 20,
        .stall_seconds = 10,
    };
}
