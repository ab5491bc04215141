/* Pictures made safe to keep: known by their bytes, and written anew without what tells where, when and with what they were taken. Pure. */
#include "domain/dwelling/picture.h"

#include <string.h>

struct reader {
    const uint8_t *at, *end;
    struct str out;
    int64_t width, height;
    int turned; /* Exif orientation, 1–8; 0: not said */
};

static uint32_t big(const uint8_t *at, int n) {
    uint32_t value = 0;
    for (int i = 0; i < n; i++) value = value << 8 | at[i];
    return value;
}
static uint32_t little(const uint8_t *at, int n) {
    uint32_t value = 0;
    for (int i = n; i-- > 0;) value = value << 8 | at[i];
    return value;
}
static void keep(struct reader *reader, const uint8_t *bytes, size_t n) { str_add_n(&reader->out, (const char *)bytes, n); }

/* ── JPEG ── */

/* The way up, from the first directory of an Exif segment's content. */
static int orientation(const uint8_t *exif, size_t size) {
    if (size < 14 || memcmp(exif, "Exif\0\0", 6) != 0) return 0;
    const uint8_t *tiff = exif + 6;
    size_t length = size - 6;
    bool intel = memcmp(tiff, "II", 2) == 0;
    uint32_t (*number)(const uint8_t *, int) = intel ? little : big;
    size_t directory = number(tiff + 4, 4);
    if (directory > length - 2 || directory < 8) return 0;
    size_t entries = number(tiff + directory, 2);
    for (size_t i = 0; i < entries && directory + 2 + 12 * (i + 1) <= length; i++) {
        const uint8_t *entry = tiff + directory + 2 + 12 * i;
        if (number(entry, 2) != 0x0112) continue;
        uint32_t way = number(entry + 8, 2);
        return way >= 1 && way <= 8 ? (int)way : 0;
    }
    return 0;
}

/* An Exif segment that says the way up and nothing else. */
static void keep_orientation(struct reader *reader) {
    uint8_t segment[] = {0xff, 0xe1, 0, 34,  'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0,
                         1,    0,    0x12, 1, 3,   0,   1,   0,   0, 0, 0,   0,   0,  0, 0, 0, 0, 0};
    segment[28] = (uint8_t)reader->turned;
    keep(reader, segment, sizeof segment);
}

static bool is_frame(uint8_t marker) { return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc; }
/* JFIF (APP0) and Adobe's colours (APP14) are needed to show it; the other application segments and comments are not. */
static bool is_wanted(uint8_t marker) { return !(marker == 0xfe || (marker > 0xe0 && marker <= 0xef && marker != 0xee)); }

static bool read_frame(struct reader *reader, const uint8_t *content, size_t size) {
    if (size < 6) return false;
    reader->height = big(content + 1, 2);
    reader->width = big(content + 3, 2);
    return true;
}

/* After a scan's header: its data, up to the next marker. */
static void keep_scan(struct reader *reader) {
    const uint8_t *from = reader->at;
    while (reader->end - reader->at >= 2 && !(reader->at[0] == 0xff && reader->at[1] != 0 && !(reader->at[1] >= 0xd0 && reader->at[1] <= 0xd7))) reader->at++;
    keep(reader, from, (size_t)(reader->at - from));
}

static bool read_segment(struct reader *reader, uint8_t marker) {
    const uint8_t *from = reader->at;
    if (reader->end - from < 4) return false;
    size_t size = big(from + 2, 2);
    if (size < 2 || size + 2 > (size_t)(reader->end - from)) return false;
    reader->at += size + 2;
    if (is_frame(marker) && !read_frame(reader, from + 4, size - 2)) return false;
    if (marker == 0xe1 && !reader->turned) {
        reader->turned = orientation(from + 4, size - 2);
        if (reader->turned > 1) keep_orientation(reader);
    }
    if (is_wanted(marker)) keep(reader, from, size + 2);
    if (marker == 0xda) keep_scan(reader);
    return true;
}

static bool read_jpeg(struct reader *reader) {
    keep(reader, reader->at, 2);
    reader->at += 2;
    while (reader->end - reader->at >= 2 && reader->at[0] == 0xff) {
        uint8_t marker = reader->at[1];
        if (marker == 0xff) reader->at++; /* a fill byte */
        else if (marker == 0xd9) {
            keep(reader, reader->at, 2);
            if (reader->turned > 4) {
                int64_t width = reader->width;
                reader->width = reader->height;
                reader->height = width;
            }
            return true;
        } else if (!read_segment(reader, marker)) return false;
    }
    return false;
}

/* ── PNG ── */

static bool read_png(struct reader *reader) {
    static const char wanted[] = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB bKGD sBIT pHYs";
    keep(reader, reader->at, 8);
    reader->at += 8;
    for (bool first = true; reader->end - reader->at >= 12; first = false) {
        size_t size = big(reader->at, 4);
        char name[5] = {0};
        memcpy(name, reader->at + 4, 4);
        if (size > (size_t)(reader->end - reader->at) - 12 || first != (strcmp(name, "IHDR") == 0)) return false;
        if (first) {
            if (size != 13) return false;
            reader->width = big(reader->at + 8, 4);
            reader->height = big(reader->at + 12, 4);
        }
        if (strlen(name) == 4 && strstr(wanted, name)) keep(reader, reader->at, size + 12);
        reader->at += size + 12;
        if (strcmp(name, "IEND") == 0) return true;
    }
    return false;
}

bool picture_read(struct arena *arena, struct blob file, struct picture *ret_picture) {
    static const uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    if (file.size < 16) return false;
    struct reader reader = {.at = file.data, .end = file.data + file.size, .out = str_in(arena)};
    bool is_png = memcmp(file.data, png, sizeof png) == 0, is_jpeg = file.data[0] == 0xff && file.data[1] == 0xd8;
    if (!(is_png && read_png(&reader)) && !(is_jpeg && read_jpeg(&reader))) return false;
    if (reader.width < 1 || reader.height < 1 || reader.width > PICTURE_SIDE_MOST || reader.height > PICTURE_SIDE_MOST) return false;
    *ret_picture = (struct picture){is_png ? "image/png" : "image/jpeg", reader.width, reader.height,
                                    {(const uint8_t *)str_text(&reader.out), reader.out.length}};
    return true;
}
