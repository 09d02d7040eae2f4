/* Files that end up among forms all the same. Each is known by bytes at a fixed place or,
 * for what is text, by words near its beginning; the names of files are not asked. What
 * to do depends on what it is: whoever sends a picture has a form to type in, whoever
 * sends an archive has one to unpack. */
#include "decode/marks.h"

#define SAVE_ZH "；请用 Office 或 WPS 打开，另存为 .xlsx 或 .docx"
#define SAVE_EN "; open it in Office or WPS and save it as .xlsx or .docx"
#define PICTURE_ZH "；须取得原来的电子表格、Word 文件，或识别出的文字版"
#define PICTURE_EN "; get the spreadsheet or the Word file, or its text"
#define UNPACK_ZH "，请先解压"
#define UNPACK_EN "; unpack it first"

#define MARK(at, bytes, name_zh, name_en, do_zh, do_en)                                  \
    {                                                                                    \
        at, bytes, sizeof(bytes) - 1,                                                    \
        {                                                                                \
            .zh = "是 " name_zh do_zh, .en = "is " name_en do_en                         \
        }                                                                                \
    }

static const struct mark {
    size_t at;
    const char *bytes;
    size_t len;
    struct kind kind;
} marks[] = {
    MARK(0, "%PDF", "PDF 文件", "a PDF", PICTURE_ZH, PICTURE_EN),
    MARK(0, "\x89PNG\r\n", "PNG 图片", "a PNG picture", PICTURE_ZH, PICTURE_EN),
    MARK(0, "\xFF\xD8\xFF", "JPEG 图片", "a JPEG picture", PICTURE_ZH, PICTURE_EN),
    MARK(0, "GIF8", "GIF 图片", "a GIF picture", PICTURE_ZH, PICTURE_EN),
    MARK(0, "II*\0", "TIFF 图片", "a TIFF picture", PICTURE_ZH, PICTURE_EN),
    MARK(0, "MM\0*", "TIFF 图片", "a TIFF picture", PICTURE_ZH, PICTURE_EN),
    MARK(8, "WEBP", "WebP 图片", "a WebP picture", PICTURE_ZH, PICTURE_EN),
    MARK(4, "ftyphei", "HEIC 图片", "a HEIC picture", PICTURE_ZH, PICTURE_EN),
    MARK(0, "Rar!\x1A\x07", "RAR 压缩包", "a RAR archive", UNPACK_ZH, UNPACK_EN),
    MARK(0, "7z\xBC\xAF\x27\x1C", "7z 压缩包", "a 7z archive", UNPACK_ZH, UNPACK_EN),
    MARK(0, "\x1F\x8B", "gzip 压缩文件", "compressed (gzip)", UNPACK_ZH, UNPACK_EN),
    MARK(0, "BZh", "bzip2 压缩文件", "compressed (bzip2)", UNPACK_ZH, UNPACK_EN),
    MARK(0,
         "\xFD"
         "7zXZ",
         "xz 压缩文件", "compressed (xz)", UNPACK_ZH, UNPACK_EN),
    MARK(0, "\x28\xB5\x2F\xFD", "zstd 压缩文件", "compressed (zstd)", UNPACK_ZH,
         UNPACK_EN),
    MARK(257, "ustar", "tar 归档", "a tar archive", UNPACK_ZH, UNPACK_EN),
    MARK(0,
         "\x7F"
         "ELF",
         "程序文件", "a program", "", ""),
    MARK(0, "MZ\x90\0", "程序文件", "a program", "", ""),
    MARK(0, "SQLite format 3", "SQLite 数据库", "a SQLite database", "；请导出为 CSV",
         "; export its tables as CSV"),
};

/* Words in markup, the surest first. */
static const struct mark words[] = {
    MARK(0, "schemas.microsoft.com/office/word/2003/wordml", "XML 文档（Word 2003）",
         "an XML document (Word 2003)", SAVE_ZH, SAVE_EN),
    MARK(0, "schemas.microsoft.com/office/2006/xmlPackage", "单个 XML 的 Word 文档",
         "a Word document as one XML file", SAVE_ZH, SAVE_EN),
    MARK(0, "urn:oasis:names:tc:opendocument", "单个 XML 的 OpenDocument 文件",
         "an OpenDocument file as one XML file", SAVE_ZH, SAVE_EN),
    MARK(0, "\xE6\xA0\x87\xE6\x96\x87\xE9\x80\x9A", "UOF（标文通）文件", "a UOF document",
         SAVE_ZH, SAVE_EN),
};

static const struct kind mhtml = {.zh = "是 MHTML（单个文件网页）" SAVE_ZH,
                                  .en = "is MHTML (a single file web page)" SAVE_EN};
static const struct kind xml = {.zh = "是 XML，不是网页（HTML）" SAVE_ZH,
                                .en = "is XML, not a web page (HTML)" SAVE_EN};

/* Where the word begins, letters of either case, or SIZE_MAX. */
static size_t find_word(struct slice s, const char *word)
{
    size_t len = strlen(word);
    for (size_t at = 0; at + len <= s.len; at++)
        if (strncasecmp(s.ptr + at, word, len) == 0)
            return at;
    return SIZE_MAX;
}

static bool has_word(struct slice s, const char *word)
{
    return find_word(s, word) != SIZE_MAX;
}

bool marks_sheet_xml(const struct look *look)
{
    return slice_starts(look->content, SLICE("<")) && !has_word(look->content, "<html") &&
           has_word(look->content, "urn:schemas-microsoft-com:office:spreadsheet");
}

static const struct kind *markup_find(const struct look *look)
{
    if (marks_sheet_xml(look) || has_word(look->content, "<html") ||
        has_word(look->content, "<table"))
        return NULL;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (has_word(look->content, words[i].bytes))
            return &words[i].kind;
    return find_word(look->content, "<?xml") == 0 && !has_word(look->content, "html")
               ? &xml
               : NULL;
}

/* A message with the page as its first part; its head names the kinds of the parts. */
static bool is_mhtml(struct slice content)
{
    size_t type = find_word(content, "Content-Type: multipart/related");
    return type != SIZE_MAX && has_word(slice_sub(content, 0, type), "MIME-Version:");
}

const struct kind *marks_find(const struct look *look)
{
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
        if (slice_starts(slice_from(look->head, marks[i].at),
                         slice_of(marks[i].bytes, marks[i].len)))
            return &marks[i].kind;
    if (slice_starts(look->content, SLICE("<")))
        return markup_find(look);
    return is_mhtml(look->content) ? &mhtml : NULL;
}
