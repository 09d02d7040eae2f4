/* Rows of a text dump whose merged cells are gone: what a cell above covers is left out, and the rest of the
 * row stands too far left. */
#ifndef JIHE_DECODE_RAGGED_H
#define JIHE_DECODE_RAGGED_H

#include "decode/copy.h"

enum { RAGGED_NONE = 0x7FFFFFFF };

/* Moves the row to where its levels belong: "产出指标 数量指标" under the columns 一级指标 and 二级指标, of
 * which `level1` is the first (RAGGED_NONE: the table has no such pair). The cells that come free are those
 * of the row above. Whether it was moved. */
bool ragged_row(struct copy_cell *cells, const struct copy_cell *above, uint32_t count,
                uint32_t level1);

#endif
