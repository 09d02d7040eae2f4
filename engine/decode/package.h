/* An Office document as a package (OPC): parts in a container that point to each other.
 * What is inside, a workbook or a text, is told from the main part itself. */
#ifndef JIHE_DECODE_PACKAGE_H
#define JIHE_DECODE_PACKAGE_H

#include "decode/kind.h"

#include "format/xml.h"
#include "format/zip.h"

/* The last two are OpenDocument's, which LibreOffice reads for us (decode/legacy.h). */
enum package_content { PACKAGE_WORKBOOK, PACKAGE_DOCUMENT, PACKAGE_OPEN_SHEET, PACKAGE_OPEN_TEXT };

struct package {
    struct zipfile *zip;
    enum package_content content;
    struct slice main; /* name of the main part */
    struct arena names;
    const struct limits *limits;
};

/* Reads the directory and looks at the main part. ERR_INPUT says what the file is
 * instead. `in` and `limits` must outlive the package, which is closed whatever is
 * returned. */
int package_open(struct package *p, struct input *in, const struct limits *limits,
                 struct error *err);
void package_close(struct package *p);

/* What a part points to. All memory is the package's. */
struct package_relation {
    struct slice id;
    struct slice type;   /* the last word of its type: worksheet, styles, image … */
    struct slice target; /* name of a part; as written when external */
    bool external;
};
struct package_relations {
    struct package_relation *items;
    size_t count, cap;
};
/* Of this part; none when it has none. */
int package_relations(struct package *p, struct slice part, struct package_relations *out,
                      struct error *err);
/* NULL when there is none; the first of its type. */
const struct package_relation *package_by_id(const struct package_relations *r,
                                             struct slice id);
const struct package_relation *package_by_type(const struct package_relations *r,
                                               const char *type);

/* A part read as XML. */
struct package_part {
    struct zippart *packed;
    struct xml *xml;
    char name[256]; /* for messages */
};
/* ERR_INPUT when there is no such part. Closed whatever is returned. */
int package_part_open(struct package_part *part, struct package *p, struct slice name,
                      struct error *err);
void package_part_close(struct package_part *part);

/* kind_find's look inside a container. */
int package_kind(struct input *in, const struct limits *limits, const struct kind **out,
                 struct error *err);

#endif
