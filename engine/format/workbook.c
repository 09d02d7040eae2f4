/* libxlsxwriter writes to a file by name; an unnamed file has one under /proc, so no half workbook
 * ever stands anywhere. The library takes NUL-terminated texts and escapes control characters as
 * _xHHHH_, but not texts that look like such an escape; those are escaped here. */
#include "format/workbook.h"

#include "base/file.h"
#include "base/utf8.h"

#include <stdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { CREATED = 315532800, SHEET_NAME_MAX = 31, TEXT_BYTES_MAX = 1 << 22, PAGES_MAX = 1022 };

struct workbook {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *formats[WORKBOOK_STYLES];
    struct buffer text;
    int fd; /* of the unnamed file */
    lxw_worksheet *paged;           /* the sheet with pages of its own */
    lxw_row_t pages[PAGES_MAX + 1]; /* their first rows, ended by 0 */
    size_t page_count;
};

/* ---- styles ---- */

static void border(lxw_format *f)
{
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, 0x9A9A9A);
}

static lxw_format *style_make(lxw_workbook *book, enum workbook_style style)
{
    lxw_format *f = workbook_add_format(book);
    if (!f)
        return NULL;
    format_set_num_format(f, "@");
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    if (style == WORKBOOK_TEXT || style == WORKBOOK_NOTE)
        format_set_text_wrap(f);
    switch (style) {
    case WORKBOOK_TITLE:
        format_set_bold(f);
        format_set_font_size(f, 16);
        format_set_align(f, LXW_ALIGN_CENTER);
        format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
        return f;
    case WORKBOOK_NOTE: format_set_font_size(f, 9); return f;
    case WORKBOOK_HEADING:
        format_set_bg_color(f, 0xE4EAF1);
        format_set_bold(f);
        format_set_align(f, LXW_ALIGN_CENTER);
        format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(f);
        break;
    case WORKBOOK_STRONG: format_set_bold(f); __attribute__((fallthrough));
    case WORKBOOK_NUMBER:
        format_set_align(f, LXW_ALIGN_CENTER);
        format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(f);
        break;
    case WORKBOOK_TEXT: break;
    case WORKBOOK_PLAIN: return f;
    case WORKBOOK_STYLES: break;
    }
    border(f);
    return f;
}

/* ---- life ---- */

static int temporary_error(struct error *err)
{
    return error_set(err, ERR_IO, "临时文件无法写入，请检查临时文件夹的空间和权限",
                     "the temporary file cannot be written; check space and permissions of the "
                     "temporary folder");
}

int workbook_open(struct workbook **out, bool streamed, struct error *err)
{
    struct workbook *w = calloc(1, sizeof(*w));
    char path[64];
    if (!w)
        return error_memory(err);
    buffer_init(&w->text, TEXT_BYTES_MAX);
    w->fd = file_unnamed();
    if (w->fd < 0) {
        workbook_free(w);
        return temporary_error(err);
    }
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", w->fd);
    lxw_workbook_options options = {.constant_memory = streamed, .use_zip64 = LXW_TRUE};
    w->book = workbook_new_opt(path, &options);
    bool ok = w->book != NULL;
    lxw_doc_properties properties = {.created = CREATED};
    ok = ok && workbook_set_properties(w->book, &properties) == LXW_NO_ERROR;
    for (int s = 0; ok && s < WORKBOOK_STYLES; s++)
        ok = (w->formats[s] = style_make(w->book, (enum workbook_style)s)) != NULL;
    if (!ok) {
        workbook_free(w);
        return error_memory(err);
    }
    *out = w;
    return 0;
}

void workbook_free(struct workbook *w)
{
    if (!w)
        return;
    if (w->book)
        lxw_workbook_free(w->book);
    if (w->fd >= 0)
        close(w->fd);
    buffer_release(&w->text);
    free(w);
}

/* ---- sheets ---- */

int workbook_sheet(struct workbook *w, struct slice name, struct error *err)
{
    buffer_clear(&w->text);
    size_t characters = 0;
    for (size_t pos = 0; pos < name.len && characters < SHEET_NAME_MAX; characters++) {
        size_t at = pos;
        (void)utf8_next(name, &pos);
        if (pos - at == 1 && (strchr("[]:*?/\\'", name.ptr[at]) || (unsigned char)name.ptr[at] < ' '))
            buffer_byte(&w->text, ' ');
        else
            buffer_put(&w->text, slice_of(name.ptr + at, pos - at));
    }
    buffer_byte(&w->text, '\0');
    w->sheet = w->text.failed ? NULL : workbook_add_worksheet(w->book, w->text.ptr);
    return w->sheet ? 0 : error_memory(err);
}

void workbook_turn(struct workbook *w, unsigned sheet)
{
    lxw_worksheet *s;
    STAILQ_FOREACH(s, w->book->worksheets, list_pointers)
    {
        if (sheet-- == 0)
            w->sheet = s;
    }
}

void workbook_filter(struct workbook *w, uint32_t row, uint32_t last_row, uint32_t columns)
{
    (void)worksheet_autofilter(w->sheet, row, 0, last_row, (lxw_col_t)(columns - 1));
}

/* More breaks than a sheet can have are left out; printing then breaks where it must. The library is
 * told all of them once, at the end: each call would leave the list of the one before behind. */
void workbook_page(struct workbook *w, uint32_t row)
{
    if (w->page_count < PAGES_MAX)
        w->pages[w->page_count++] = row;
    w->paged = w->sheet;
}

void workbook_width(struct workbook *w, uint32_t column, unsigned characters)
{
    (void)worksheet_set_column(w->sheet, (lxw_col_t)column, (lxw_col_t)column, characters, NULL);
}

void workbook_height(struct workbook *w, uint32_t row, unsigned points)
{
    (void)worksheet_set_row(w->sheet, row, points, NULL);
}

void workbook_freeze(struct workbook *w, uint32_t row)
{
    worksheet_freeze_panes(w->sheet, row, 0);
}

void workbook_print(struct workbook *w, bool landscape)
{
    worksheet_set_paper(w->sheet, 9);
    if (landscape)
        worksheet_set_landscape(w->sheet);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    worksheet_set_margins(w->sheet, 0.5, 0.5, 0.6, 0.6);
}

/* ---- cells ---- */

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* "_x0041_" and its like would be read as the character. */
static bool is_escape(struct slice s)
{
    if (s.len < 7 || s.ptr[0] != '_' || s.ptr[1] != 'x' || s.ptr[6] != '_')
        return false;
    return is_hex(s.ptr[2]) && is_hex(s.ptr[3]) && is_hex(s.ptr[4]) && is_hex(s.ptr[5]);
}

static int text_prepare(struct workbook *w, uint32_t row, struct slice text, struct error *err)
{
    size_t characters = 0;
    buffer_clear(&w->text);
    if (row >= WORKBOOK_ROWS)
        return error_set(err, ERR_LIMIT, "超过 XLSX 一张表的上限 %d 行；请改用 CSV 或 NDJSON",
                         "more rows than an XLSX sheet holds (%d); use CSV or NDJSON",
                         WORKBOOK_ROWS);
    for (size_t i = 0; i < text.len; i++) {
        if (is_escape(slice_from(text, i)))
            buffer_text(&w->text, "_x005F");
        buffer_byte(&w->text, text.ptr[i]);
        characters += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    }
    buffer_byte(&w->text, '\0');
    if (characters > WORKBOOK_TEXT_MAX || w->text.failed)
        return error_set(err, ERR_LIMIT,
                         "第 %u 行有一格文字有 %zu 个字，XLSX 每格至多 %d 个；请改用 CSV 或 NDJSON",
                         "row %u: a text of %zu characters, an XLSX cell holds at most %d; use CSV or "
                         "NDJSON",
                         (unsigned)row + 1, characters, WORKBOOK_TEXT_MAX);
    return 0;
}

static int told(lxw_error code, struct error *err)
{
    if (code == LXW_NO_ERROR)
        return 0;
    if (code == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return error_memory(err);
    return error_set(err, ERR_LIMIT, "无法写入工作簿：%s", "cannot write the workbook: %s",
                     lxw_strerror(code));
}

int workbook_text(struct workbook *w, uint32_t row, uint32_t column, struct slice text,
                  enum workbook_style style, struct error *err)
{
    int rc = text_prepare(w, row, text, err);
    if (rc)
        return rc;
    lxw_format *f = w->formats[style];
    if (text.len == 0)
        return told(worksheet_write_blank(w->sheet, row, (lxw_col_t)column, f), err);
    return told(worksheet_write_string(w->sheet, row, (lxw_col_t)column, w->text.ptr, f), err);
}

int workbook_area(struct workbook *w, uint32_t row, uint32_t column, uint32_t last_row,
                  uint32_t last_column, struct slice text, enum workbook_style style,
                  struct error *err)
{
    if (row == last_row && column == last_column)
        return workbook_text(w, row, column, text, style, err);
    int rc = text_prepare(w, last_row, text, err);
    return rc ? rc
              : told(worksheet_merge_range(w->sheet, row, (lxw_col_t)column, last_row,
                                           (lxw_col_t)last_column, w->text.ptr,
                                           w->formats[style]),
                     err);
}

/* ---- the end ---- */

int workbook_finish(struct workbook *w, struct file_out *file, struct error *err)
{
    char chunk[16384];
    if (w->paged)
        (void)worksheet_set_h_pagebreaks(w->paged, w->pages);
    lxw_error code = workbook_close(w->book);
    w->book = NULL;
    if (code != LXW_NO_ERROR)
        return code == LXW_ERROR_MEMORY_MALLOC_FAILED ? error_memory(err) : temporary_error(err);
    for (off_t at = 0;;) {
        ssize_t n = pread(w->fd, chunk, sizeof(chunk), at);
        if (n < 0)
            return temporary_error(err);
        if (n == 0)
            return 0;
        file_write(file, slice_of(chunk, (size_t)n));
        at += n;
    }
}
