/* LibreOffice is asked to write the file anew as .docx or .xlsx, and that is read like
 * any other. It works on a copy of the bytes we have opened, in a folder of its own that
 * goes away with all it made, under limits, with a profile in which macros and links to
 * elsewhere are off. Addresses are those of the new file: rows and cells stay where they
 * were. */
#include "decode/legacy.h"

#include "base/file.h"
#include "base/process.h"
#include "format/ole.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECONDS_MAX = 60 };
#define MEMORY_MAX ((size_t)4 << 30)
#define WRITTEN_MAX ((size_t)1 << 30)

struct conversion {
    char folder[PROCESS_PATH_MAX], program[PROCESS_PATH_MAX];
    bool made;
};

/* ---- the folder ---- */

static bool path_in(const struct conversion *c, const char *name,
                    char out[PROCESS_PATH_MAX])
{
    int n = snprintf(out, PROCESS_PATH_MAX, "%s/%s", c->folder, name);
    return n > 0 && n < PROCESS_PATH_MAX;
}

static int no_room(struct error *err)
{
    return error_set(err, ERR_IO, "无法写入临时文件夹",
                     "cannot write to the temporary folder");
}

static int create(const struct conversion *c, const char *name)
{
    char path[PROCESS_PATH_MAX];
    return path_in(c, name, path)
               ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)
               : -1;
}

static int put_bytes(const struct conversion *c, const char *name, int from,
                     struct error *err)
{
    char chunk[65536];
    off_t at = 0;
    int fd = create(c, name);
    bool sound = fd >= 0;
    for (ssize_t n = 1; sound && n > 0; at += n) {
        n = pread(from, chunk, sizeof(chunk), at);
        sound = n >= 0 && file_put(fd, slice_of(chunk, (size_t)n));
    }
    if (fd >= 0 && close(fd) != 0)
        sound = false;
    return sound ? 0 : no_room(err);
}

#define ITEM(path, name, value)                                                          \
    "<item oor:path=\"/org.openoffice.Office." path "\"><prop oor:name=\"" name          \
    "\" oor:op=\"fuse\"><value>" value "</value></prop></item>"

static int put_profile(const struct conversion *c, struct error *err)
{
    static const char settings[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" "
        "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" ITEM(
            "Common/Security/Scripting", "DisableMacrosExecution", "true")
            ITEM("Common/Security/Scripting", "MacroSecurityLevel", "3")
                ITEM("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true")
                    ITEM("Common/Security/Scripting", "DisableActiveContent", "true")
                        ITEM("Writer/Content/Update", "Link", "0")
                            ITEM("Calc/Content/Update", "Link", "1") "</oor:items>";
    char path[PROCESS_PATH_MAX];
    bool sound = path_in(c, "profile", path) && mkdir(path, 0700) == 0 &&
                 path_in(c, "profile/user", path) && mkdir(path, 0700) == 0;
    int fd = sound ? create(c, "profile/user/registrymodifications.xcu") : -1;
    sound = fd >= 0 && file_put(fd, slice_of(settings, sizeof(settings) - 1));
    if (fd >= 0 && close(fd) != 0)
        sound = false;
    return sound ? 0 : no_room(err);
}

/* ---- converting ---- */

struct recipe {
    const char *zh, *en, *from, *to, *filter, *made;
};

#define TO_WORD "form.docx", "docx:MS Word 2007 XML", ".docx"
#define TO_EXCEL "form.xlsx", "xlsx:Calc MS Excel 2007 XML", ".xlsx"

/* Asked for by the kind the new file will be and by how the old one begins. */
static const struct {
    enum source_kind source;
    struct slice mark;
    struct recipe recipe;
} recipes[] = {
    {SOURCE_XLSX,
     {"PK", 2},
     {"OpenDocument 表格（.ods）", "an OpenDocument sheet (.ods)", "form.ods", TO_EXCEL}},
    {SOURCE_XLSX,
     {"\xD0\xCF", 2},
     {"旧版 Office 文件（.xls）", "an old Office file (.xls)", "form.xls", TO_EXCEL}},
    {SOURCE_XLSX,
     {"", 0},
     {"XML 电子表格（Excel 2003）", "an XML spreadsheet (Excel 2003)", "form.xml",
      TO_EXCEL}},
    {SOURCE_DOCX,
     {"PK", 2},
     {"OpenDocument 文档（.odt）", "an OpenDocument text (.odt)", "form.odt", TO_WORD}},
    {SOURCE_DOCX,
     {"\xD0\xCF", 2},
     {"旧版 Office 文件（.doc）", "an old Office file (.doc)", "form.doc", TO_WORD}},
    {SOURCE_DOCX, {"", 0}, {"RTF 文件", "an RTF file", "form.rtf", TO_WORD}},
};

static int failed(const struct recipe *r, const struct error *why, struct error *err)
{
    struct error english;
    (void)error_set(&english, ERR_INPUT, "%s%s%s%s",
                    "%s that LibreOffice could not convert%s%s; save it as %s", r->en,
                    why->code ? ": " : "", why->code ? why->en : "", r->made);
    (void)error_set(err, ERR_INPUT,
                    "%s，LibreOffice 没能转换它%s%s；请用 Word、Excel 或 WPS 另存为 %s",
                    "%s%s%s%s", r->zh, why->code ? "：" : "", why->code ? why->zh : "",
                    r->made);
    memcpy(err->en, english.en, sizeof(err->en));
    return ERR_INPUT;
}

static int absent(const struct recipe *r, struct error *err)
{
    struct error english;
    (void)error_set(
        &english, ERR_INPUT, "%s%s",
        "%s; reading it takes LibreOffice, which is not installed; or save it as %s",
        r->en, r->made);
    (void)error_set(err, ERR_INPUT,
                    "%s；要读它须安装 LibreOffice，或者用 Word、Excel 或 WPS 另存为 %s",
                    "%s%s", r->zh, r->made);
    memcpy(err->en, english.en, sizeof(err->en));
    return ERR_INPUT;
}

static int run(const struct conversion *c, const struct recipe *r, struct error *err)
{
    static const struct process_limits limits = {SECONDS_MAX, MEMORY_MAX, WRITTEN_MAX};
    char profile[PROCESS_PATH_MAX + 64], source[PROCESS_PATH_MAX];
    struct error why = {0};
    int status = 0;
    (void)snprintf(profile, sizeof(profile), "-env:UserInstallation=file://%s/profile",
                   c->folder);
    if (!path_in(c, r->from, source))
        return no_room(err);
    const char *argv[] = {c->program,
                          "--headless",
                          "--norestore",
                          "--nolockcheck",
                          "--nodefault",
                          "--nologo",
                          "--nofirststartwizard",
                          profile,
                          "--convert-to",
                          r->filter,
                          "--outdir",
                          c->folder,
                          source,
                          NULL};
    int rc = process_run(argv, c->folder, &limits, &status, &why);
    if (rc == ERR_MEMORY)
        return error_memory(err);
    return rc || status != 0 ? failed(r, &why, err) : 0;
}

static int convert(struct conversion *c, const struct recipe *r, struct input *in,
                   const struct decode_options *o, int *fd, struct error *err)
{
    static const char *const names[] = {"soffice", "libreoffice", NULL};
    char path[PROCESS_PATH_MAX];
    int whole;
    if (!process_find(names, c->program))
        return absent(r, err);
    int rc = input_whole(in, o->limits, &whole, err);
    if (rc == 0)
        rc = process_folder(c->folder, err);
    if (rc)
        return rc;
    c->made = true;
    rc = put_bytes(c, r->from, whole, err);
    if (rc == 0)
        rc = put_profile(c, err);
    if (rc == 0)
        rc = run(c, r, err);
    if (rc)
        return rc;
    *fd = path_in(c, r->to, path) ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    return *fd >= 0 ? 0 : failed(r, &(struct error){0}, err);
}

/* ---- reading ---- */

static int read_converted(struct format_reader *out, struct input *in, int fd,
                          const struct decode_options *o, struct error *err)
{
    struct input made = {.file = {.fd = -1}};
    const struct kind *kind;
    int rc = input_view(&made, in, fd, 0, err);
    if (rc == 0)
        rc = kind_find(&made, o->limits, &kind, err);
    if (rc == 0)
        rc = kind->open ? kind->open(out, &made, o, err)
                        : document_open(out, &made, kind, o, err);
    input_close(&made);
    return rc;
}

static const struct recipe *recipe_of(struct input *in)
{
    struct slice head = SLICE_NONE;
    struct error ignored;
    enum source_kind source = in->sources->items[in->index].kind;
    size_t i = 0;
    (void)input_peek(in, &head, &ignored);
    while (recipes[i].source != source || !slice_starts(head, recipes[i].mark))
        i++;
    return &recipes[i].recipe;
}

int legacy_open(struct format_reader *out, struct input *in,
                const struct decode_options *o, struct error *err)
{
    struct conversion c = {.made = false};
    int fd = -1;
    int rc = convert(&c, recipe_of(in), in, o, &fd, err);
    if (rc && rc != ERR_MEMORY)
        error_locate(err, in->path, 0);
    if (rc == 0)
        rc = read_converted(out, in, fd, o, err);
    if (fd >= 0)
        close(fd);
    if (c.made)
        process_folder_remove(c.folder);
    return rc;
}

/* ---- what it is ---- */

int legacy_kind(struct input *in, const struct limits *limits, const struct kind **out,
                struct error *err)
{
    static const struct kind kinds[] = {
        [OLE_OTHER] =
            {.zh = "是旧版 Office 格式（OLE）的文件，但里面没有表格或文档；请另存为 "
                   ".xlsx 或 .docx",
             .en =
                 "is an OLE file without a workbook or document inside; save it as .xlsx "
                 "or .docx"},
        [OLE_WORD] = {.source = SOURCE_DOCX, .open = legacy_open},
        [OLE_EXCEL] = {.source = SOURCE_XLSX, .open = legacy_open},
        [OLE_POWERPOINT] =
            {.zh = "是演示文稿（.ppt），不是表格或文档",
             .en = "is a presentation (.ppt), neither a workbook nor a document"},
        [OLE_MESSAGE] = {.zh = "是 Outlook 邮件（.msg），请把附件另存后再核",
                         .en =
                             "is an Outlook message (.msg), save what is attached to it"},
        [OLE_ENCRYPTED] =
            {.zh = "是加密的 Office 文件（设有打开密码），请去掉密码再核",
             .en = "is an encrypted Office file (with a password), save it without one"},
    };
    static const struct kind locked = {
        .zh = "是设有打开密码的旧版 Office 文件，请去掉密码再核",
        .en = "is an old Office file with a password, save it without one"};
    struct ole_look look;
    int fd;
    int rc = input_whole(in, limits, &fd, err);
    if (rc == 0)
        rc = ole_look(fd, &look, err);
    if (rc == ERR_MEMORY)
        return rc;
    if (rc)
        error_locate(err, in->path, 0);
    else
        *out = look.password ? &locked : &kinds[look.content];
    return rc;
}
