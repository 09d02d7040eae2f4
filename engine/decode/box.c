/* Word, LibreOffice, WPS and the people who use them tick boxes in a dozen ways. ■ is a
 * ticked box where an empty one stands in the same text, else it is a bullet and stays.
 */
#include "decode/box.h"

#include "base/utf8.h"

static bool is_empty(uint32_t code)
{
    return code == 0x25A1 || code == 0x2610 || code == 0x25FB || code == 0x25A2 ||
           code == 0x2B1C || code == 0x25FD || code == 0x2751 || code == 0x2752;
}

static bool is_ticked(uint32_t code)
{
    return code == 0x2611 || code == 0x2612 || code == 0x2705 || code == 0x2B1B;
}

const char *box_symbol(struct slice font, uint32_t code)
{
    static const unsigned char wingdings_ticked[] = {0xFE, 0xFD, 0x78};
    static const unsigned char wingdings_empty[] = {0xA8, 0x6F, 0x70, 0x71, 0x72};
    static const unsigned char wingdings2_ticked[] = {0x51, 0x52, 0x53, 0x54};
    static const unsigned char wingdings2_empty[] = {0xA3};
    bool second = font.len == sizeof("Wingdings 2") - 1 &&
                  strncasecmp(font.ptr, "Wingdings 2", font.len) == 0;
    bool first = font.len == sizeof("Wingdings") - 1 &&
                 strncasecmp(font.ptr, "Wingdings", font.len) == 0;
    uint32_t c = code >= 0xF000 && code <= 0xF0FF ? code - 0xF000 : code;
    if ((!first && !second) || c > 0xFF)
        return NULL;
    if (second)
        return memchr(wingdings2_ticked, (int)c, sizeof(wingdings2_ticked)) ? BOX_TICKED
               : memchr(wingdings2_empty, (int)c, sizeof(wingdings2_empty)) ? BOX_EMPTY
                                                                            : NULL;
    return memchr(wingdings_ticked, (int)c, sizeof(wingdings_ticked)) ? BOX_TICKED
           : memchr(wingdings_empty, (int)c, sizeof(wingdings_empty)) ? BOX_EMPTY
                                                                      : NULL;
}

/* A symbol whose font is no longer known, as in text pasted from Word: both fonts' boxes.
 */
static const char *box_private(uint32_t code)
{
    if (code < 0xF000 || code > 0xF0FF)
        return NULL;
    const char *box = box_symbol(SLICE("Wingdings"), code);
    return box ? box : box_symbol(SLICE("Wingdings 2"), code);
}

static bool holds_empty(struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        if ((unsigned char)text.ptr[at] < 0xE2)
            at++;
        else if (is_empty(utf8_next(text, &at)))
            return true;
    }
    return false;
}

void box_put(struct slice text, struct buffer *out)
{
    bool square = false, looked = false;
    size_t kept = 0;
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        if ((unsigned char)text.ptr[at] < 0xE2) {
            at++;
            continue;
        }
        uint32_t code = utf8_next(text, &at);
        const char *box = is_empty(code)    ? BOX_EMPTY
                          : is_ticked(code) ? BOX_TICKED
                                            : box_private(code);
        if (code == 0x25A0) {
            square = looked ? square : holds_empty(text);
            looked = true;
            box = square ? BOX_TICKED : NULL;
        }
        if (!box)
            continue;
        buffer_put(out, slice_of(text.ptr + kept, start - kept));
        buffer_text(out, box);
        kept = at;
    }
    buffer_put(out, slice_from(text, kept));
}
