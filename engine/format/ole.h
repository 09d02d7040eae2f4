/* What an OLE compound file holds (Word and Excel before 2007, WPS, encrypted Office
 * documents): its streams by name, never their content beyond the beginning. */
#ifndef JIHE_FORMAT_OLE_H
#define JIHE_FORMAT_OLE_H

#include "base/error.h"
#include "base/slice.h"

enum ole_content {
    OLE_OTHER, /* some other program's */
    OLE_WORD,
    OLE_EXCEL,
    OLE_POWERPOINT,
    OLE_MESSAGE,   /* Outlook */
    OLE_ENCRYPTED, /* an Office document (.docx, .xlsx …) under a password */
};

struct ole_look {
    enum ole_content content;
    bool password; /* OLE_WORD, OLE_EXCEL: the content is encrypted */
};

/* Looks at the file behind `fd`, which must be seekable. ERR_INPUT: damaged. */
int ole_look(int fd, struct ole_look *out, struct error *err);

#endif
