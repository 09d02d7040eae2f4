/* csvbare FILE…: reads CSV files with libcsv alone, strict, and counts fields and rows.
 *
 * The floor that `make bench` holds jihe against: the same bytes through the same parser with the same
 * options, and nothing else: no decoding, no records, no rules. It leaves every judgement to jihe; a file
 * that libcsv refuses ends it. */
#include <csv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHUNK = 64 * 1024 };

struct counts {
    uint64_t fields, rows, bytes;
};

static void on_field(void *text, size_t len, void *context)
{
    (void)text;
    struct counts *counts = context;
    counts->fields++;
    counts->bytes += len;
}

static void on_row(int terminator, void *context)
{
    (void)terminator;
    struct counts *counts = context;
    counts->rows++;
}

/* 0, or -1 when the file cannot be read to its end. */
static int read_file(const char *path, struct csv_parser *parser, struct counts *counts)
{
    char chunk[CHUNK];
    FILE *file = fopen(path, "rb");
    if (!file)
        return -1;
    int result = 0;
    size_t len;
    while (result == 0 && (len = fread(chunk, 1, sizeof(chunk), file)) > 0)
        if (csv_parse(parser, chunk, len, on_field, on_row, counts) != len)
            result = -1;
    if (ferror(file) || csv_fini(parser, on_field, on_row, counts) != 0)
        result = -1;
    fclose(file);
    return result;
}

int main(int argc, char **argv)
{
    struct counts counts = {0};
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return EXIT_FAILURE;
    int result = argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
    for (int i = 1; i < argc && result == EXIT_SUCCESS; i++)
        if (read_file(argv[i], &parser, &counts) != 0) {
            fprintf(stderr, "csvbare: %s: %s\n", argv[i], csv_strerror(csv_error(&parser)));
            result = EXIT_FAILURE;
        }
    csv_free(&parser);
    if (result == EXIT_SUCCESS)
        printf("%llu fields, %llu rows, %llu bytes of text\n", (unsigned long long)counts.fields,
               (unsigned long long)counts.rows, (unsigned long long)counts.bytes);
    return result;
}
