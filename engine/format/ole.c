/* A compound file is a small file system: a header, a table that links its sectors, a
 * directory of 128 bytes an entry. Only the directory is walked, by at most so many
 * sectors, and the first sector of a Word or Excel stream is looked at for the mark of a
 * password. Every number of the file is checked against its size by reading: what lies
 * beyond the end cannot be read. */
#include "format/ole.h"

#include <unistd.h>

enum { SECTORS_MAX = 256, SECTOR_MAX = 4096, HEADER = 512, ENTRY = 128, LISTED = 109 };

struct ole {
    int fd;
    size_t sector; /* bytes */
    unsigned char header[HEADER];
};

static uint32_t u16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t u32(const unsigned char *p)
{
    return u16(p) | u16(p + 2) << 16;
}

static bool read_at(const struct ole *o, uint64_t at, unsigned char *out, size_t len)
{
    return pread(o->fd, out, len, (off_t)at) == (ssize_t)len;
}

static uint64_t place_of(const struct ole *o, uint32_t sector)
{
    return ((uint64_t)sector + 1) * o->sector;
}

/* The sector behind this one in its chain; false at the end, and where the table leads
 * astray. */
static bool sector_next(const struct ole *o, uint32_t *sector)
{
    unsigned char word[4];
    uint32_t per = (uint32_t)(o->sector / 4), listed = *sector / per;
    if (listed >= LISTED)
        return false;
    uint32_t table = u32(o->header + 0x4C + (size_t)listed * 4);
    if (table >= 0xFFFFFFFA ||
        !read_at(o, place_of(o, table) + (uint64_t)(*sector % per) * 4, word, 4))
        return false;
    *sector = u32(word);
    return *sector < 0xFFFFFFFA;
}

/* An entry's name, its letters above ASCII as '?'. */
static void name_of(const unsigned char *entry, char out[33])
{
    size_t units = u16(entry + 0x40) / 2, n = 0;
    for (size_t i = 0; i < units && i < 32; i++) {
        uint32_t c = u16(entry + i * 2);
        if (c)
            out[n++] = c < 0x80 ? (char)c : '?';
    }
    out[n] = '\0';
}

/* Word says it in the flags of its first block, Excel by a record at its beginning. */
static bool is_locked(const struct ole *o, const unsigned char *entry,
                      enum ole_content content)
{
    enum { LOOKED = 512, SMALL = 4096, BOF = 0x0809, FILEPASS = 0x002F };
    unsigned char head[LOOKED];
    if (u32(entry + 0x78) < SMALL ||
        !read_at(o, place_of(o, u32(entry + 0x74)), head, LOOKED))
        return false;
    if (content == OLE_WORD)
        return u16(head) == 0xA5EC && (u16(head + 0x0A) & 0x0100) != 0;
    if (u16(head) != BOF)
        return false;
    for (size_t at = 0; at + 4 <= LOOKED; at += 4 + u16(head + at + 2))
        if (u16(head + at) == FILEPASS)
            return true;
    return false;
}

static void entry_look(const struct ole *o, const unsigned char *entry,
                       struct ole_look *out)
{
    static const struct {
        const char *name;
        enum ole_content content;
    } known[] = {{"EncryptedPackage", OLE_ENCRYPTED},
                 {"WordDocument", OLE_WORD},
                 {"Workbook", OLE_EXCEL},
                 {"Book", OLE_EXCEL},
                 {"PowerPoint Document", OLE_POWERPOINT},
                 {"__properties_version1.0", OLE_MESSAGE}};
    char name[33];
    name_of(entry, name);
    if (entry[0x42] != 2 || out->content == OLE_ENCRYPTED) /* 2: a stream */
        return;
    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (!strcmp(name, known[i].name) &&
            (out->content == OLE_OTHER || known[i].content == OLE_ENCRYPTED)) {
            out->content = known[i].content;
            out->password = (out->content == OLE_WORD || out->content == OLE_EXCEL) &&
                            is_locked(o, entry, out->content);
        }
}

int ole_look(int fd, struct ole_look *out, struct error *err)
{
    struct ole o = {.fd = fd};
    unsigned char bytes[SECTOR_MAX];
    *out = (struct ole_look){.content = OLE_OTHER};
    bool sound = read_at(&o, 0, o.header, HEADER);
    uint32_t shift = sound ? u16(o.header + 0x1E) : 0;
    sound = sound && (shift == 9 || shift == 12);
    o.sector = sound ? (size_t)1 << shift : 0;
    uint32_t sector = sound ? u32(o.header + 0x30) : 0;
    sound = sound && read_at(&o, place_of(&o, sector), bytes, o.sector);
    if (!sound)
        return error_set(err, ERR_INPUT, "旧版 Office 文件（OLE）已损坏或不完整",
                         "an old Office file (OLE) that is damaged or cut short");
    for (size_t n = 0; n < SECTORS_MAX; n++) {
        for (size_t at = 0; at < o.sector; at += ENTRY)
            entry_look(&o, bytes + at, out);
        if (!sector_next(&o, &sector) ||
            !read_at(&o, place_of(&o, sector), bytes, o.sector))
            break;
    }
    return 0;
}
